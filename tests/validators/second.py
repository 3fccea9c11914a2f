"""A second opinion on PDF/UA-1, by an engine that shares no line with veraPDF: the package page-validation (docs/decisions/027)."""

from collections.abc import Iterable
from pathlib import Path

import page


def failures(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """Return what each file fails of PDF/UA-1: an empty list for a file that passes."""
    return {path: [f"{each.rule_id}: {each.message}" for each in _report(path).failures] for path in paths}


def _report(path: Path) -> page.ValidationReport:
    return page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1)
