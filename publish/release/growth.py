"""What a translation costs in lines: said where an output is too long, so that a translator knows where to begin."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from publish import edition, press
from publish.catalog.store import load
from publish.project import Finding, Workspace
from publish.release.plan import Order

MOST = 5
LEAST = 0.1  # lines
EXCERPT = 40
# What stands in a message and does not print as it stands: facts, citations, fields, targets of links, tags.
_UNPRINTED = re.compile(r"\{[^{}]*\}|\[\^[^\]]+\]|%\(\w+\)[a-z]|\]\([^)]*\)|<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Growth:
    """How much longer a message prints than its source: in lines, and in percent of the source."""

    msgid: str
    lines: float
    percent: int

    def __str__(self) -> str:
        """Return it as a finding says it."""
        plain = " ".join(_UNPRINTED.sub("…", self.msgid).split())
        short = plain if len(plain) <= EXCERPT else plain[: EXCERPT - 1] + "…"
        return f"“{short}” {self.lines:.1f} lines (+{self.percent}%)"


def with_growth(finding: Finding, workspace: Workspace, order: Order, composed: edition.Composed) -> Finding:
    """Return the finding that an output is too long with the messages that grew most, and the lines each costs.

    Every other finding, and one of an output in the source's language, is returned as it is.
    """
    if not isinstance(finding, press.TooLong):
        return finding
    plain = press.plain(finding)
    most = grown(workspace, order, composed, finding.columns)[:MOST]
    if not most:
        return plain
    return replace(plain, message=f"{plain.message}. What grew most in translation: {'; '.join(map(str, most))}")


def grown(workspace: Workspace, order: Order, composed: edition.Composed, columns: float) -> list[Growth]:
    """Return the messages on the page that print longer than their source, the costliest first; ``columns`` make a line."""
    if order.locale == workspace.settings.source_locale:
        return []
    page = _letters(_UNPRINTED.sub(" ", composed.html))
    printed = (pair for pair in _translated(workspace, order) if _is_on(page, pair[1]))
    found = (_growth(msgid, msgstr, columns) for msgid, msgstr in printed)
    return sorted((growth for growth in found if growth.lines >= LEAST), key=lambda growth: -growth.lines)


def _translated(workspace: Workspace, order: Order) -> Iterator[tuple[str, str]]:
    for domain in (order.guide, "layouts"):
        for entry in load(workspace, order.locale, domain).messages:
            if entry.usable and entry.msgid:
                yield entry.msgid, entry.msgstrs[0]


def _growth(msgid: str, msgstr: str, columns: float) -> Growth:
    before, after = (press.display_width(_UNPRINTED.sub(" ", text)) for text in (msgid, msgstr))
    return Growth(msgid, (after - before) / columns, round(100 * (after - before) / max(before, 1)))


def _is_on(page: str, msgstr: str) -> bool:
    """Tell whether a translation is on the page, by its longest part without facts."""
    return max((_letters(part) for part in _UNPRINTED.split(msgstr)), key=len) in page


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
