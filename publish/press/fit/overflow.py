"""Findings of the press with what those who know the catalogs need to say which text is meant."""

from dataclasses import dataclass, fields

from publish.project import Finding


@dataclass(frozen=True, slots=True)
class TooLong(Finding):
    """That an output does not fit at its smallest size. ``columns`` is how many letters make a line: a wide letter counts twice.

    ``lines`` is how many lines there are too many.
    """

    columns: float = 1.0
    lines: int = 0


@dataclass(frozen=True, slots=True)
class NoGlyph(Finding):
    """That no font of a language has some ``characters``."""

    characters: str = ""


def plain(finding: Finding) -> Finding:
    """Return a finding without its details."""
    return Finding(**{field.name: getattr(finding, field.name) for field in fields(Finding)})
