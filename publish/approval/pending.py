"""List the current texts that a role has not signed yet, each with the earlier version that this role signed, if there is one."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from publish.approval.request import check_different, check_request, own_work, own_work_error, refuse_blank_letters
from publish.approval.signature_file import read_signatures
from publish.approval.signatures import HUMAN, LocaleSignatures, Signature, SignedText
from publish.approval.signing import signable_texts
from publish.catalog.template import printed_domains, source_of
from publish.po.model import Entry, Key
from publish.project import PublishError, Snapshot

MIN_SIMILARITY = 0.6  # from which on one msgid counts as the other reworded, as in the merge


@dataclass(frozen=True, slots=True)
class PendingText:
    """A text that waits for a signature. ``previous`` is what the same role signed of it last, on ``signed_on`` (an ISO date)."""

    domain: str
    entry: Entry
    is_source: bool
    previous: SignedText | None = None
    signed_on: str = ""


def pending_texts(
    snapshot: Snapshot, locale: str, role: str, by: str, chosen: tuple[str, ...] = (), different_from: tuple[str, ...] = ()
) -> tuple[PendingText, ...]:
    """Return the texts of ``locale`` that nobody has signed as ``role`` yet, in the order of the templates.

    Texts that ``by`` cannot sign, having translated (or revised) them, are omitted. If all are of that kind, raises the error
    ``reviser-is-translator``. Raises `UsageError` as `publish.approval.signing.sign` does.
    """
    check_request(snapshot, locale, role, by, HUMAN, chosen)
    check_different(by, different_from)
    signatures, signer = read_signatures(snapshot, locale), Signature(role, by, "", "", different_from=different_from)
    pending, own = list[PendingText](), list[PublishError]()
    for domain in chosen or printed_domains(snapshot):
        texts = signable_texts(snapshot, locale, domain)
        history = _History.of(signatures, domain, role, texts)
        for entry in _unsigned(signatures, texts, domain, role):
            if given := own_work(signatures, entry, domain, signer):
                own.append(own_work_error(entry, signer, given, locale))
            else:
                pending.append(history.pending_text(entry, locale == source_of(snapshot, domain)))
    if own and not pending:
        raise own[0]
    refuse_blank_letters(by)
    return tuple(pending)


def _unsigned(signatures: LocaleSignatures, texts: Iterable[Entry], domain: str, role: str) -> list[Entry]:
    return [entry for entry in texts if all(each.role != role for each in signatures.valid_for(entry, domain))]


@dataclass(frozen=True, slots=True)
class _History:
    """What one role has signed in a domain.

    ``signed`` maps each message to the text that was signed last and its date, in the order of the dates; ``current`` are the messages
    that exist now.
    """

    domain: str
    signed: dict[Key, tuple[SignedText, str]]
    current: frozenset[Key]

    @classmethod
    def of(cls, signatures: LocaleSignatures, domain: str, role: str, texts: tuple[Entry, ...]) -> "_History":
        """Return the history of a domain whose current texts are ``texts``."""
        given = (
            (each.date, text)
            for digest, text in signatures.texts.items()
            for each in signatures.by_digest.get(digest, ())
            if text.domain == domain and (each.domain, each.role) == (domain, role)
        )
        signed = {(text.msgctxt, text.msgid): (text, day) for day, text in sorted(given, key=lambda pair: pair[0])}
        return cls(domain, signed, frozenset(entry.key for entry in texts))

    def pending_text(self, entry: Entry, is_source: bool) -> PendingText:
        """Return ``entry`` with what was signed of it before; if its msgid was reworded, of the message with the most similar one."""
        found = self.signed.get(entry.key) or self._reworded(entry)
        return PendingText(self.domain, entry, is_source, *(found or ()))

    def _reworded(self, entry: Entry) -> tuple[SignedText, str] | None:
        removed = {key: text.msgid for key, (text, _) in self.signed.items() if key not in self.current}
        near = process.extractOne(entry.msgid, removed, scorer=Indel.normalized_similarity, score_cutoff=MIN_SIMILARITY)
        return self.signed[near[2]] if near else None
