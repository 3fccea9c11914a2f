"""Second validator of PDF/UA-1, independent of veraPDF: the package page-validation (docs/decisions/027)."""

from collections.abc import Iterable
from pathlib import Path

import page


def failures(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """Return the rules of PDF/UA-1 that each file breaks: an empty list for a file that passes."""
    return {path: [f"{each.rule_id}: {each.message}" for each in _report(path).failures] for path in paths}


def _report(path: Path) -> page.ValidationReport:
    return page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1)
