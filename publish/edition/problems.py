"""Collect what is wrong with the inputs of a page, so that one fault hides no other and the page can still be composed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from publish.project import Finding, PublishError, Severity

Value = TypeVar("Value")


@dataclass(slots=True)
class Problems:
    """The findings about one page, in the order in which they were met."""

    _findings: dict[Finding, None] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, each once.

        A finding without a text is left out if the same finding names the text: a broken drawing is met when its messages are
        extracted, and again where the guide places it.
        """
        located = {_topic(finding) for finding in self._findings if finding.msgid}
        return tuple(finding for finding in self._findings if finding.msgid or _topic(finding) not in located)

    def report(self, findings: Iterable[Finding]) -> None:
        """Add ``findings``."""
        self._findings |= dict.fromkeys(findings)

    def attempt(self, read: Callable[[], Value], fallback: Callable[[], Value]) -> Value:
        """Return ``read()``; where it raises `PublishError`, add its findings and return ``fallback()``."""
        try:
            return read()
        except PublishError as error:
            self.report(error.findings)
            return fallback()

    def raise_errors(self) -> None:
        """Raise `PublishError` with the errors among the findings, if there are any."""
        errors = [finding for finding in self._findings if finding.severity is Severity.ERROR]
        if errors:
            raise PublishError(*errors)


def _topic(finding: Finding) -> tuple[Severity, str, str, str | None]:
    return finding.severity, finding.code, finding.message, finding.file
