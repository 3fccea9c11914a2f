"""Calculate where the marks of a proof stand: the values that the template layouts/staff/proof.html prints."""

from collections.abc import Iterator, Mapping
from typing import TypedDict

from publish.press import MessagePlace, ProofPage
from publish.project import Finding, Severity
from publish.release.making.findings_on_page import FUZZY, MISSING, NumberedFinding

_CONTROLS = {code: f"\\u{code:04x}" for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_BADGE_MM, _LETTER_MM, _LEAST_MM = 2.6, 1.2, 0.6


class MarkedPage(TypedDict):
    """What the template sees of a page; lengths are in mm."""

    width_mm: float
    height_mm: float
    word_mm: float
    name: str
    excess: bool
    marks: list[dict[str, object]]
    badges: list[dict[str, object]]


class MarkedSheet(TypedDict):
    """What the template sees of a proof."""

    pages: list[MarkedPage]
    findings: list[dict[str, object]]
    count: int
    missing: int
    fuzzy: int


def proof_values(
    pages: tuple[ProofPage, ...], places: tuple[MessagePlace, ...], found: tuple[NumberedFinding, ...], states: Mapping[str, str]
) -> MarkedSheet:
    """Return the pages with their marks, and the list of findings."""
    listed = {mark for place in places for mark in place.marks} if pages else set(states)
    kinds = [kind for mark, kind in states.items() if mark in listed]
    return MarkedSheet(
        pages=[_page(number, page, places, found, states) for number, page in enumerate(pages, 1)],
        findings=[_row(each.number, each.finding, each.marks) for each in found],
        count=len(found),
        missing=kinds.count(MISSING),
        fuzzy=kinds.count(FUZZY),
    )


def _page(
    number: int, page: ProofPage, places: tuple[MessagePlace, ...], found: tuple[NumberedFinding, ...], states: Mapping[str, str]
) -> MarkedPage:
    areas = _areas(place for place in places if place.page == number)
    return MarkedPage(
        width_mm=page.width_mm,
        height_mm=page.height_mm,
        word_mm=round(min(page.width_mm, page.height_mm) * 0.2, 1),
        name=page.name,
        excess=page.excess,
        marks=[_rectangle(area) | {"kind": states[mark]} for mark, area in areas.items() if mark in states],
        badges=list(_badges(areas, page, found)),
    )


Area = tuple[float, float, float, float]
"""Left, top, right and bottom in mm."""


def _areas(places: Iterator[MessagePlace]) -> dict[str, Area]:
    """Return the area that each message takes up on a page, by its mark."""
    areas: dict[str, Area] = {}
    for place in places:
        here = (place.x_mm, place.y_mm, place.x_mm + place.width_mm, place.y_mm + place.height_mm)
        for mark in place.marks:
            left, top, right, bottom = areas.get(mark, here)
            areas[mark] = (min(left, here[0]), min(top, here[1]), max(right, here[2]), max(bottom, here[3]))
    return areas


def _rectangle(area: Area) -> dict[str, object]:
    left, top, right, bottom = area
    return {"x_mm": round(left, 2), "y_mm": round(top, 2), "width_mm": round(right - left, 2), "height_mm": round(bottom - top, 2)}


def _badges(areas: Mapping[str, Area], page: ProofPage, found: tuple[NumberedFinding, ...]) -> Iterator[dict[str, object]]:
    """Yield a badge for each message with findings, at its left edge: their numbers, and the kind of the gravest."""
    for mark, (left, top, _, _) in areas.items():
        own = [each for each in found if mark in each.marks]
        if own:
            numbers = " ".join(str(each.number) for each in own)
            x_mm = max(_LEAST_MM, left - _BADGE_MM - _LETTER_MM * len(numbers))
            y_mm = min(max(_LEAST_MM, top), page.height_mm - 2 * _BADGE_MM)
            yield {"x_mm": round(x_mm, 2), "y_mm": round(y_mm, 2), "numbers": numbers, "kind": own[0].finding.severity.value}


def _row(number: int, finding: Finding, marks: tuple[str, ...]) -> dict[str, object]:
    place = ":".join(str(part) for part in (finding.file, finding.line) if part is not None)
    return {
        "number": str(number),
        "severity": finding.severity.value,
        "error": finding.severity is Severity.ERROR,
        "code": finding.code,
        "message": _plain(finding.message),
        "msgid": _plain(finding.msgid or ""),
        "where": _plain(place + (f"#{finding.anchor}" if finding.anchor else "")),
        "hint": _plain(finding.hint or ""),
        "placed": bool(marks),
    }


def _plain(text: str) -> str:
    """Return ``text`` without characters that cannot be printed, or that would turn others around."""
    return text.translate(_CONTROLS)
