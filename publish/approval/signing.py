"""Sign texts, and revoke signatures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from publish.approval.chain import REVOKES, chained
from publish.approval.editions import archive_approved
from publish.approval.people import name_key
from publish.approval.request import check_different, check_request, own_work, own_work_error, refuse_blank_letters, single_line
from publish.approval.scope import covered_messages, covered_outline
from publish.approval.signature_file import append_records, read_signatures, refuse_early_clock, text_record
from publish.approval.signatures import HUMAN, MACHINE, ORIGINS, TRANSLATOR, LocaleSignatures, Signature, text_digest
from publish.approval.waivers.checking import unwaived_errors
from publish.catalog.machine_translation import is_machine_made
from publish.catalog.store import effective_catalog
from publish.catalog.template import LAYOUTS, front_in, printed_domains, source_of, template
from publish.po.model import Entry, Key
from publish.project import Finding, Severity, Snapshot, Workspace, exclusive, misuse, now


@dataclass(frozen=True, slots=True)
class SigningResult:
    """What `sign` did in one domain.

    ``signed`` is the number of texts signed now, ``already_signed`` of those that this person had signed before, ``not_ready`` of the
    messages that could not be signed. ``approved_in`` are the locales whose edition is now approved as a whole and was archived
    (`publish.approval.editions`). ``refused`` holds the errors of the checks because of which texts were not signed, or an approved
    edition was not archived.
    """

    domain: str
    signed: int
    already_signed: int
    not_ready: int
    approved_in: tuple[str, ...] = ()
    refused: tuple[Finding, ...] = ()


@exclusive
def sign(
    workspace: Workspace,
    locale: str,
    role: str,
    by: str,
    *,
    origin: str = HUMAN,
    only: Iterable[tuple[str, str]] | None = None,
    chosen: tuple[str, ...] = (),
    different_from: tuple[str, ...] = (),
) -> tuple[SigningResult, ...]:
    """Sign every text of ``locale`` that is translated and not fuzzy, as ``by`` in ``role``.

    In the source locale the texts of the source are signed, as `publish.approval.scope` lists them. ``chosen`` limits the request to
    some domains, and ``only`` to some texts: pairs of domain and digest, so that a text is not signed if it was edited after the person
    saw it. A translation with an error of the checks is not signed, because it would stop the output. A text whose comment states that
    a machine translated it is signed with that origin, whatever ``origin`` says. ``different_from`` are people with similar names, of whom
    ``by`` confirms not to be one; that is recorded in the signature.

    Raises `UsageError` for a role, a locale or a domain that does not exist, and `PublishError`, with nothing signed:
    ``reviser-is-translator`` if the person may have translated one of the texts they want to revise, or the reverse; ``signature-date``
    if the clock is behind the newest signature.
    """
    snapshot = workspace.snapshot()
    check_request(snapshot, locale, role, by, origin, chosen)
    check_different(by, different_from)
    refuse_early_clock(snapshot, locale, now().date())
    signatures = read_signatures(snapshot, locale)
    signer = _Signer(snapshot, signatures, locale, Signature(role, by, "", "", origin=origin, different_from=different_from))
    wanted = None if only is None else frozenset(only)
    signed = [signer.sign(domain, wanted) for domain in chosen or printed_domains(snapshot)]
    refuse_blank_letters(by)
    append_records(workspace, locale, list(chained((record for _, records in signed for record in records), signatures.heads)))
    return tuple(_archive(workspace, locale, result) for result, _ in signed)


@exclusive
def revoke(
    workspace: Workspace, locale: str, role: str, by: str, reason: str, *, chosen: tuple[str, ...] = ()
) -> int:
    """Revoke all signatures of ``role`` in ``locale``, whoever gave them, by naming each; return the number of texts that had one.

    Signatures of earlier versions of a text are revoked too: the archived edition may contain the mistake although the current text does
    not, and would still be printed. Raises `UsageError` as `sign` does, and if ``reason`` is empty.
    """
    snapshot = workspace.snapshot()
    check_request(snapshot, locale, role, by, HUMAN, chosen)
    if not reason.strip():
        message = "a revocation needs a reason"
        hint = "state the reason: --revoke REASON"
        raise misuse("reason-missing", message, hint=hint)
    refuse_blank_letters(by)
    refuse_early_clock(snapshot, locale, now().date())
    signatures, records = read_signatures(snapshot, locale), []
    for domain in chosen or printed_domains(snapshot):
        found = {
            digest: [each.id for each in given if (each.role, each.domain) == (role, domain)]
            for digest, given in signatures.by_digest.items()
            if any((each.role, each.domain) == (role, domain) for each in given)
        }
        revoked = list(dict.fromkeys(each for ids in found.values() for each in ids))
        about = {"reason": single_line(reason), REVOKES: revoked}
        records += [_record("revocation", locale, domain, role, by, list(found), **about)] if found else []
    append_records(workspace, locale, list(chained(records, signatures.heads)))
    return sum(len(record["digests"]) for record in records)


def signable_texts(snapshot: Snapshot, locale: str, domain: str) -> tuple[Entry, ...]:
    """Return the texts of a domain that can be signed: the usable translations of current messages, or in the source locale the source."""
    if locale == source_of(snapshot, domain):
        return (*covered_messages(snapshot, domain), *covered_outline(snapshot, domain))
    index = effective_catalog(snapshot, locale, domain).index
    found = (index.get(entry.key) for entry in template(snapshot, domain).messages)
    return tuple(entry for entry in found if entry is not None and entry.usable)


@dataclass(frozen=True, slots=True)
class _Signer:
    """One person who signs texts of one locale in one role; ``person`` is a signature without date and domain."""

    snapshot: Snapshot
    signatures: LocaleSignatures
    locale: str
    person: Signature

    def sign(self, domain: str, wanted: frozenset[tuple[str, str]] | None) -> tuple[SigningResult, list[dict[str, Any]]]:
        """Return the result for one domain, and the records to append to the file of signatures."""
        texts = signable_texts(self.snapshot, self.locale, domain)
        asked = [entry for entry in texts if wanted is None or (domain, text_digest(entry)) in wanted]
        unsigned = [entry for entry in asked if not self._has_signed(entry, domain)]
        errors = self._errors(domain, unsigned)
        new = [entry for entry in unsigned if entry.key not in errors]
        self._refuse_own_work(new, domain)
        ready = {entry.key for entry in texts} - errors.keys()
        not_ready = sum(entry.key not in ready for entry in template(self.snapshot, domain).messages)
        result = SigningResult(domain, len(new), len(asked) - len(unsigned), not_ready, refused=_refusals(self.locale, errors))
        return result, self._records(domain, new)

    def _has_signed(self, entry: Entry, domain: str) -> bool:
        """Tell whether the person has signed ``entry`` before.

        A second signature may add that a machine translated the text. Only a revocation can take that back.
        """
        valid = (each for each in self.signatures.valid_for(entry, domain) if each.role == self.person.role)
        origins = {each.origin for each in valid if name_key(each.by) == name_key(self.person.by)}
        return bool(origins) if self._origin_of(entry) == HUMAN else MACHINE in origins

    def _origin_of(self, entry: Entry) -> str:
        return MACHINE if self.person.role == TRANSLATOR and is_machine_made(entry) else self.person.origin

    def _errors(self, domain: str, entries: Sequence[Entry]) -> dict[Key, tuple[Finding, ...]]:
        """Return the errors that the checks find in translations, and that nobody waived; none in the source."""
        if self.locale == source_of(self.snapshot, domain) or not entries:
            return {}
        signer = self.person.by if self.person.role == TRANSLATOR else ""
        return unwaived_errors(self.snapshot, self.locale, domain, entries, signer)

    def _refuse_own_work(self, entries: Iterable[Entry], domain: str) -> None:
        for entry in entries:
            if given := own_work(self.signatures, entry, domain, self.person):
                raise own_work_error(entry, self.person, given, self.locale)

    def _records(self, domain: str, entries: Sequence[Entry]) -> list[dict[str, Any]]:
        records = [text_record(entry, domain) for entry in entries if text_digest(entry) not in self.signatures.texts]
        for origin in ORIGINS:
            if digests := [text_digest(entry) for entry in entries if self._origin_of(entry) == origin]:
                about: dict[str, Any] = {"origin": origin, "edition": _edition_of(self.snapshot, domain)}
                if self.person.different_from:
                    about["different_from"] = [single_line(name) for name in self.person.different_from]
                records.append(_record("approval", self.locale, domain, self.person.role, self.person.by, digests, **about))
        return records


def _refusals(locale: str, errors: dict[Key, tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """Return the errors because of which texts are not signed, and a last one that says what to do."""
    if not errors:
        return ()
    message = f"{len(errors)} of the texts are not signed, because the errors above would stop the output"
    hint = "correct the translations, then sign again"
    found = (finding for findings in errors.values() for finding in findings)
    return (*found, Finding(Severity.ERROR, "unsafe-unsigned", message, locale=locale, hint=hint))


def _archive(workspace: Workspace, locale: str, result: SigningResult) -> SigningResult:
    """Archive the editions that are now approved as a whole, and return ``result`` with them."""
    locales, errors = archive_approved(workspace, locale, result.domain)
    return replace(result, approved_in=locales, refused=(*result.refused, *errors))


def _edition_of(snapshot: Snapshot, domain: str) -> str:
    """Return the edition of a guide; empty for the layouts."""
    return "" if domain == LAYOUTS else front_in(snapshot, domain).edition


def _record(kind: str, locale: str, domain: str, role: str, by: str, digests: list[str], **more: Any) -> dict[str, Any]:
    day = now().date().isoformat()
    return {"kind": kind, "locale": locale, "domain": domain, "role": role, "by": single_line(by), "date": day, **more, "digests": digests}
