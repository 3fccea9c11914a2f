"""Findings about one printed output, the kinds of them that carry details, and the rules of a style sheet that may change nothing."""

from dataclasses import dataclass, fields

from publish.press.job import Job
from publish.project import Finding, Severity


@dataclass(frozen=True, slots=True)
class TooLong(Finding):
    """The text of an output does not fit its pages at the smallest type size.

    ``columns`` is the usual number of letters on a line, a wide letter counted twice; ``lines`` is how many lines there are too many.
    """

    columns: float = 1.0
    lines: int = 0


@dataclass(frozen=True, slots=True)
class MissingGlyph(Finding):
    """No font of a language has some ``characters``."""

    characters: str = ""


@dataclass(frozen=True, slots=True)
class SelectorRule:
    """A selector of a style sheet, its line, the tags, classes and ids that it names, and whether it matches an element of a page."""

    line: int
    selector: str
    names: tuple[str, ...]
    matches: bool


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A line of a style sheet that names pages or fonts: ``kind`` is ``@page``, ``page`` (which gives elements a page) or ``font``."""

    line: int
    kind: str
    names: tuple[str, ...]


def without_details(finding: Finding) -> Finding:
    """Return a plain `Finding` with the same message, place and hint."""
    return Finding(**{field.name: getattr(finding, field.name) for field in fields(Finding)})


def finding_about(job: Job, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Finding:
    """Return a finding about the output of ``job``.

    ``message`` is appended to the name of the output, so it begins with its own punctuation or space (``: the link …``).
    """
    return Finding(severity, code, output_name(job) + message, locale=job.locale or None, hint=hint)


def output_name(job: Job) -> str:
    """Return how messages name an output: guide, layout, paper and language (``asthma brochure A4 (ar)``)."""
    return " ".join(part for part in (job.name, job.layout, job.paper, f"({job.language})") if part)
