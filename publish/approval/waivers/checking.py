"""Run the checks of a catalog, and turn the findings that were waived into notes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from publish.approval.waivers.active import LocaleWaivers, waivers_of
from publish.approval.waivers.rules import waiving_roles
from publish.approval.waivers.waiver_file import Waiver, mark_of
from publish.catalog.template import is_critical, template
from publish.checks import check_messages, errors_by_message
from publish.po.model import Entry, Key
from publish.project import Finding, Severity, Snapshot


def check_unwaived(snapshot: Snapshot, locale: str, domain: str) -> list[Finding]:
    """Return the findings of `publish.checks.check`; those that were waived are notes that say who did so and why.

    The hint of an error that can be waived ends with the command for it. Raises `PublishError` as `check` does, and if the waivers or the
    signatures of the locale cannot be read.
    """
    judge = _Judge.of(snapshot, locale, domain)
    return [judge.judged(entry, finding) for entry, finding in check_messages(snapshot, locale, domain)]


def unwaived_errors(
    snapshot: Snapshot, locale: str, domain: str, entries: Iterable[Entry], signer: str = ""
) -> dict[Key, tuple[Finding, ...]]:
    """Return the errors of ``entries`` by message that nobody has waived: because of them a text cannot be signed.

    ``signer`` is the person who is about to sign as translator: their own waivers do not count.
    """
    texts, judge = {entry.key: entry for entry in entries}, _Judge.of(snapshot, locale, domain, signer)
    errors = errors_by_message(snapshot, locale, domain, texts.values())
    judged = {key: tuple(judge.judged(texts[key], each) for each in found) for key, found in errors.items()}
    left = {key: tuple(each for each in found if each.severity is Severity.ERROR) for key, found in judged.items()}
    return {key: found for key, found in left.items() if found}


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges the findings of one catalog by the waivers of its locale."""

    snapshot: Snapshot
    locale: str
    domain: str
    waivers: LocaleWaivers
    signer: str

    @classmethod
    def of(cls, snapshot: Snapshot, locale: str, domain: str, signer: str = "") -> "_Judge":
        """Return the judge of ``domain`` in ``locale``."""
        return cls(snapshot, locale, domain, waivers_of(snapshot, locale), signer)

    def judged(self, entry: Entry | None, finding: Finding) -> Finding:
        """Return ``finding`` as a note if it was waived for ``entry``; else with the command to waive it, if it is an error."""
        if entry is None or finding.severity is Severity.NOTE:
            return finding
        waiver = next((each for each in self._waivers(entry) if each.code == finding.code and finding.message in each.findings), None)
        if waiver:
            return _as_note(finding, waiver)
        return self._with_command(entry, finding) if finding.severity is Severity.ERROR else finding

    def _waivers(self, entry: Entry) -> tuple[Waiver, ...]:
        if not self.waivers.waivers:
            return ()
        return self.waivers.valid_for(entry, self.domain, is_critical=self._is_critical(entry), signer=self.signer)

    def _is_critical(self, entry: Entry) -> bool:
        message = template(self.snapshot, self.domain).index.get(entry.key)
        return message is None or is_critical(message)

    def _with_command(self, entry: Entry, finding: Finding) -> Finding:
        roles = waiving_roles(finding.code, is_critical=self._is_critical(entry))
        if not roles:
            return finding
        about = f"--message {mark_of(entry.msgctxt, entry.msgid)} --guide {self.domain} --code {finding.code}"
        command = f'publish waive {self.locale} {about} --by NAME --role {roles[0]} --reason "WHY"'
        offer = f"or, if the text is right, a {roles[0]} waives this: {command}"
        return replace(finding, hint="; ".join((*self._earlier(entry, finding), offer)))

    def _earlier(self, entry: Entry, finding: Finding) -> Iterator[str]:
        """Yield the hint of the check, and that a waiver was for an earlier text."""
        yield finding.hint or "correct the text"
        for each in self.waivers.waivers:
            if (each.domain, each.msgid, each.msgctxt, each.code) == (self.domain, entry.msgid, entry.msgctxt, finding.code):
                yield f"the waiver of {each.by} ({each.date}) does not count for this text and finding"


def _as_note(finding: Finding, waiver: Waiver) -> Finding:
    message = f"{finding.message} ({finding.code}): waived by {waiver.by}, {waiver.role}, on {waiver.date}: {waiver.reason}"
    note = Finding(Severity.NOTE, "finding-waived", message, hint="nothing; an edit of the text ends the waiver")
    return replace(note, file=finding.file, line=finding.line, anchor=finding.anchor, locale=finding.locale, msgid=finding.msgid)
