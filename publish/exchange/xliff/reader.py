"""Read XLIFF 1.2 and 2.x (OASIS) from translation tools.

Only targets and states are used later; ids and sources are read to compare them with the catalog. What cannot be read as plain text (tags
without a code, tracked changes, half-translated segments) is a fault of its unit, which the import reports and refuses.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish.checks.case import CheckIssue, report_error
from publish.exchange.units import TranslationUnit, UnitState
from publish.exchange.xliff.document import HINT, Element, parse_document
from publish.exchange.xliff.inline import InlineText, find_added_codes, read_inline
from publish.exchange.xliff.marks import Verdict, combine, judge_marks, judge_trados
from publish.project import problem
from publish.text.language_tags import language_difference

_EMPTY = InlineText("", Counter(), ())
_SEGMENT_HINT = "finish the translation of every segment in your tool, then export again"
_VERSION = re.compile(r"[12]\.\d")


@dataclass(frozen=True, slots=True)
class XliffFile:
    """One ``<file>`` element of an XLIFF document.

    ``original`` is the catalog it was exported from, ``language`` and ``source_language`` are BCP 47 tags, empty if they are missing.
    """

    original: str
    language: str
    units: tuple[TranslationUnit, ...]
    source_language: str = ""
    line: int | None = None


def read_xliff(data: bytes, name: str) -> tuple[XliffFile, ...]:
    """Return the files in an XLIFF document called ``name``.

    Raises `PublishError` with the line: ``xliff-unsafe`` for a document type or entities, ``xliff-broken`` if it is not XLIFF.
    """
    root = parse_document(data, name)
    version = root.attributes.get("version", "1.2")
    if root.name != "xliff":
        message = f"the root element is <{root.name}>, not <xliff>"
        raise problem("xliff-broken", message, file=name, line=root.line, hint=HINT)
    if not _VERSION.fullmatch(version):
        raise problem("xliff-broken", f"there is no version {version} of XLIFF", file=name, line=root.line, hint=HINT)
    return tuple(_read_file(element, root) for element in root.all("file"))


def _read_file(file: Element, root: Element) -> XliffFile:
    language = file.attributes.get("target-language") or root.attributes.get("trgLang", "")
    source = file.attributes.get("source-language") or root.attributes.get("srcLang", "")
    protected = file.attributes.get("translate") == "no"
    units = tuple(_read_units(file, protected, language))
    return XliffFile(file.attributes.get("original", ""), language, units, source, file.line)


def _read_units(parent: Element, protected: bool, language: str) -> Iterator[TranslationUnit]:
    """Yield the units in ``parent`` and its groups; ``protected`` says that the tool was told to translate nothing there."""
    for child in parent.elements:
        inside = child.attributes.get("translate", "no" if protected else "yes") == "no"
        if child.name in ("body", "group"):
            yield from _read_units(child, inside, language)
        elif child.name in ("trans-unit", "unit"):
            faults = (*_find_protection(inside), *_find_wrong_targets(child, language))
            yield _read_trans_unit(child, faults) if child.name == "trans-unit" else _read_unit(child, faults)


def _read_trans_unit(element: Element, known_faults: tuple[CheckIssue, ...]) -> TranslationUnit:
    """Return the unit of a ``<trans-unit>`` of XLIFF 1.2."""
    source, target, parts = element.child("source"), element.child("target"), element.child("seg-source")
    texts = [read_inline(each, {}) if each else _EMPTY for each in (source, target)]
    faults = [*_find_faults(*texts), *(_find_segment_faults(parts, target) if parts and target else ())]
    verdict = judge_marks(element, target)
    if defined := element.child("sdl:seg-defs"):
        verdict = combine([verdict, judge_trados(list(defined.all("sdl:seg")))])
    return _unit(element, texts[0].text, texts[1].text, verdict, verdict.final is not False, [*faults, *known_faults])


def _find_segment_faults(parts: Element, target: Element) -> Iterator[CheckIssue]:
    """Yield the error for a target that has other segments than its source, or an empty one."""
    wanted, given = _segments(parts), _segments(target)
    whole = {number for number, text in wanted if text.strip()}
    done = {number for number, text in given if text.strip()}
    if (given or "".join(_texts(target)).strip()) and (sorted(n for n, _ in wanted) != sorted(n for n, _ in given) or whole != done):
        yield report_error("unit-segments", f"only {len(whole & done)} of its {len(whole)} segments are translated", _SEGMENT_HINT)


def _segments(element: Element) -> list[tuple[str, str]]:
    """Return the numbers and the texts of the segments in a seg-source or target."""
    marks = (mark for mark in element.all("mrk") if mark.attributes.get("mtype") == "seg")
    return [(mark.attributes.get("mid", ""), "".join(_texts(mark))) for mark in marks]


def _texts(element: Element) -> Iterator[str]:
    for child in element.children:
        yield from [child] if isinstance(child, str) else _texts(child)


def _read_unit(element: Element, known_faults: tuple[CheckIssue, ...]) -> TranslationUnit:
    """Return the unit of a ``<unit>`` of XLIFF 2.x: its segments, and the text between them, as one text."""
    stored = element.child("originalData")
    data = {each.attributes.get("id", ""): "".join(_texts(each)) for each in (stored.all("data") if stored else ())}
    parts = [child for child in element.elements if child.name in ("segment", "ignorable")]
    targets, faults = _ordered_targets(parts)
    source = _joined([part.child("source") for part in parts], data)
    target = _joined(targets, data)
    segments = [part for part in parts if part.name == "segment"]
    verdict = combine([judge_marks(element, None), *(judge_marks(part, part.child("target")) for part in segments)])
    final = verdict.final is True and all("state" in part.attributes or _has_tool_mark(element, part) for part in segments)
    return _unit(element, source.text, target.text, verdict, final, [*faults, *_find_faults(source, target), *known_faults])


def _has_tool_mark(unit: Element, segment: Element) -> bool:
    """Tell whether a mark of a tool's own says that a segment without a state is final: without one it is ``initial`` (2.0, state)."""
    return any(judge_marks(each, None).final for each in (unit, segment))


def _ordered_targets(parts: list[Element]) -> tuple[list[Element | None], list[CheckIssue]]:
    """Return the targets of a unit in their own order (2.0, order), and the error if some are missing or the order is impossible."""
    targets = [part.child("target") for part in parts]
    segments = [target for part, target in zip(parts, targets, strict=True) if part.name == "segment"]
    if not any(target and target.children for target in segments):
        return [], []
    if not all(segments):
        done = sum(target is not None for target in segments)
        return [], [report_error("unit-segments", f"only {done} of its {len(segments)} segments are translated", _SEGMENT_HINT)]
    placed = {}
    for number, (part, target) in enumerate(zip(parts, targets, strict=True), 1):
        order = target.attributes.get("order", "") if target else ""
        placed[int(order) if order.isascii() and order.isdigit() else number] = target or part.child("source")
    if sorted(placed) != list(range(1, len(parts) + 1)):
        hint = "export the file again as XLIFF 1.2, or with the segments of the source in their order"
        return [], [report_error("unit-segments", "the order of its targets is contradictory", hint)]
    return [placed[number] for number in sorted(placed)], []


def _joined(elements: list[Element | None], data: Mapping[str, str]) -> InlineText:
    read = [read_inline(element, data) for element in elements if element]
    codes = sum((each.codes for each in read), _EMPTY.codes)
    return InlineText("".join(each.text for each in read), codes, tuple(fault for each in read for fault in each.faults))


def _find_faults(source: InlineText, target: InlineText) -> Iterator[CheckIssue]:
    """Yield why the text of a unit cannot be read."""
    if target.text or target.faults:
        yield from dict.fromkeys((*target.faults, *source.faults))
        if not target.faults:
            yield from find_added_codes(source, target)


def _find_protection(protected: bool) -> Iterator[CheckIssue]:
    if protected:
        hint = "remove translate=\"no\" in your tool if the translation is right, then export again"
        yield report_error("unit-protected", "the file says that it must not be translated (translate=\"no\")", hint)


def _find_wrong_targets(element: Element, language: str) -> Iterator[CheckIssue]:
    """Yield the errors for a text with several targets, or with one in another language than its file."""
    for part in (element, *element.elements):
        targets = [child for child in part.elements if child.name == "target"] if part.name in ("trans-unit", "segment") else []
        if len(targets) > 1:
            yield report_error("unit-duplicate", f"line {targets[1].line}: it has {len(targets)} targets", "keep the one that is right")
        for target in targets:
            tag = target.attributes.get("xml:lang", "")
            if tag and language and language_difference(tag, language):
                hint = "correct xml:lang in your tool, or remove the target"
                yield report_error("unit-language", f"line {target.line}: its target is in “{tag}”, its file in “{language}”", hint)


def _unit(element: Element, source: str, target: str, verdict: Verdict, final: bool, faults: list[CheckIssue]) -> TranslationUnit:
    done = final and not verdict.unknown
    state = UnitState.MISSING if not target else UnitState.TRANSLATED if done else UnitState.FUZZY
    parts = [child for child in element.elements if child.name in ("source", "segment")]
    return TranslationUnit(
        element.attributes.get("id", ""),
        source,
        target,
        state,
        line=element.line,
        machine=verdict.machine,
        faults=tuple(faults),
        unknown_marks=verdict.unknown,
        is_reflowed=not all(each.is_preserved for each in parts),
    )
