"""What somebody still has to sign, and what they signed of it before."""

from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from publish.approval.sign import check_request, is_own_work, own_work, signable
from publish.approval.signatures import HUMAN, Approved, Book, digest, read_book
from publish.catalog.template import domains, source_of
from publish.po.model import Entry, Key
from publish.project import Snapshot

REWORDED = 0.6  # the least similarity of two texts of which one is the other reworded, as in the merge


@dataclass(frozen=True, slots=True)
class Step:
    """A text to be looked at. ``previous`` is what the same role signed of it last, on ``signed_on`` (an ISO date)."""

    domain: str
    entry: Entry
    is_source: bool
    previous: Approved | None = None
    signed_on: str = ""


def steps(snapshot: Snapshot, locale: str, role: str, by: str, chosen: tuple[str, ...] = ()) -> tuple[Step, ...]:
    """Return the texts of ``locale`` that nobody has signed as ``role`` yet, in the order of the templates.

    Left out is what ``by`` cannot sign, having translated (or revised) it; where nothing else is left, that is the error
    ``reviser-is-translator``. Raises `UsageError` as `publish.approval.sign.sign` does.
    """
    check_request(snapshot, locale, role, by, HUMAN, chosen)
    book = read_book(snapshot, locale)
    found, own = list[Step](), list[Entry]()
    for domain in chosen or domains(snapshot):
        texts = signable(snapshot, locale, domain)
        past = _Past.of(book, domain, role, texts)
        for entry in (entry for entry in texts if not _is_signed(book, entry, domain, role)):
            if is_own_work(book, entry, domain, role, by):
                own.append(entry)
            else:
                found.append(past.step(entry, locale == source_of(snapshot, domain)))
    if own and not found:
        raise own_work(own[0], role, by, locale)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Past:
    """What one role has signed of a domain, by message and in the order of signing, and the messages that stand now."""

    domain: str
    signed: dict[Key, tuple[Approved, str]]
    current: frozenset[Key]

    @classmethod
    def of(cls, book: Book, domain: str, role: str, texts: tuple[Entry, ...]) -> "_Past":
        """Return the past of ``texts``."""
        given = (
            (item.date, text)
            for name, text in book.texts.items()
            for item in book.signatures.get(name, ())
            if text.domain == domain and (item.domain, item.role) == (domain, role)
        )
        signed = {(text.msgctxt, text.msgid): (text, day) for day, text in sorted(given, key=lambda pair: pair[0])}
        return cls(domain, signed, frozenset(entry.key for entry in texts))

    def step(self, entry: Entry, is_source: bool) -> Step:
        """Return ``entry`` with what was signed of it; where its source was reworded, of the text that it was before."""
        found = self.signed.get(entry.key) or self._reworded(entry)
        return Step(self.domain, entry, is_source, *(found or ()))

    def _reworded(self, entry: Entry) -> tuple[Approved, str] | None:
        gone = {key: text.msgid for key, (text, _) in self.signed.items() if key not in self.current}
        near = process.extractOne(entry.msgid, gone, scorer=Indel.normalized_similarity, score_cutoff=REWORDED)
        return self.signed[near[2]] if near else None


def _is_signed(book: Book, entry: Entry, domain: str, role: str) -> bool:
    return any(item.role == role for item in book.signed(digest(entry), domain))
