"""Judge by the marks of a tool whether a translation is final: states, confirmations, origins.

The marks of XLIFF 1.2 and 2.x, Phrase (``m``), memoQ (``mq``) and Trados (``sdl``) are known; others are judged by their words.
A translation is final only if every mark that says something says so. A mark that nobody knows makes it fuzzy, and is reported.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from publish.exchange.xliff.document import Element


class Says(Enum):
    """What one mark says of a translation."""

    FINAL = "final"
    UNFINISHED = "unfinished"
    MACHINE = "machine"
    UNKNOWN = "unknown"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a translation is final (None if no mark says), whether a machine made it, and the marks that nobody knows."""

    final: bool | None = None
    machine: bool = False
    unknown: tuple[str, ...] = ()


def _table(final: str = "", unfinished: str = "", machine: str = "", nothing: str = "") -> dict[str, Says]:
    """Return what each of the values, given as words, says."""
    words = {Says.FINAL: final, Says.UNFINISHED: unfinished, Says.MACHINE: machine, Says.NOTHING: nothing}
    return {value: says for says, values in words.items() for value in values.split()}


STATES = _table(
    final="translated signed-off final reviewed",
    unfinished="new initial needs-translation needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n "
    "needs-review-translation",
)
"""Values of ``state`` in both versions."""
QUALIFIERS = _table(
    machine="mt-suggestion leveraged-mt",
    unfinished="fuzzy-match tm-suggestion rejected-grammar rejected-inaccurate rejected-length rejected-spelling",
    nothing="exact-match id-match leveraged-inherited leveraged-repository leveraged-tm leveraged-glossary",
)
"""Values of ``state-qualifier`` (XLIFF 1.2); that a translation comes from a memory says nothing of its state."""
MEMOQ = _table(
    final="confirmed manuallyconfirmed translatorconfirmed reviewerconfirmed reviewer1confirmed reviewer2confirmed reviewed proofread",
    unfinished="notstarted partiallyedited edited pretranslated assembledfromfragments assembled rejected locked unconfirmed",
    machine="machinetranslated mt",
)
"""Values of ``mq:status`` in lower case."""
TRADOS = _table(
    final="translated approvedtranslation approvedsignoff",
    unfinished="draft unspecified rejectedtranslation rejectedsignoff",
)
"""Values of ``conf`` of an ``sdl:seg`` in lower case."""
ORIGINS = frozenset(
    "null human interactive tm tb termbase repetition repetitions document-match source propagated auto-propagated nt non-translatable "
    "non-translatables perfectmatch reverse-alignment in-context".split()
)
"""Values of ``m:trans-origin`` (Phrase) and of ``origin`` (Trados) that say nothing of the state."""

_MACHINE = re.compile(
    r"(?:^|[\W_])(?:mt|nmt|amt|rbmt|smt|machine|neural|llm|gpt|ai|deepl|google|auto[-_ ]?translat\w*)(?:$|[\W_\d])|machine.?transl",
    re.IGNORECASE,
)
_FINAL_WORD = re.compile(
    r"confirmed|approved|final|finished|completed?|done|translated|signed.?off|reviewed|proofread|accepted|validated", re.IGNORECASE
)
_UNFINISHED_WORD = re.compile(
    r"un\w+|not.?\w+|need\w*(?:[-_ ]\w+)*|draft|new|initial|pending|open|fuzzy|rejected|partial\w*|in.?progress|pre.?translated|edited",
    re.IGNORECASE,
)
_STATUS_NAME = re.compile(
    r"(?:^|[-_])(?:status|state|confirm\w*|origin|approv\w*|review\w*|fuzzy|machine|mt|conf|transl\w*[-_]?(?:status|state|type))(?:$|[-_])",
    re.IGNORECASE,
)
_YES, _NO = frozenset({"1", "yes", "true"}), frozenset({"0", "no", "false"})
_SCORES = frozenset({"m:score", "m:gross-score", "mq:percent"})


def judge_marks(element: Element, target: Element | None) -> Verdict:
    """Return the verdict on the marks of a ``<trans-unit>`` (1.2) or a ``<unit>`` or ``<segment>`` (2.x) and of its ``<target>``."""
    said = [*_marks_of(element, is_target=False), *(_marks_of(target, is_target=True) if target else ())]
    said += [pair for status in element.elements for pair in _status_element(status)]
    return _verdict(said, _least_score(element.attributes))


def judge_trados(segments: list[Element]) -> Verdict:
    """Return the verdict on the ``<sdl:seg>`` elements of a unit; a segment that is not confirmed is not final."""
    said = []
    for segment in segments:
        said.append(_known(TRADOS, "conf", segment.attributes.get("conf", "unspecified"), ignore_case=True))
        said.append(_origin("origin", segment.attributes.get("origin", "")))
    return _verdict(said, None)


def combine(verdicts: list[Verdict]) -> Verdict:
    """Return what several verdicts on one translation say together."""
    said = [each.final for each in verdicts if each.final is not None]
    unknown = tuple(dict.fromkeys(mark for each in verdicts for mark in each.unknown))
    return Verdict(all(said) if said else None, any(each.machine for each in verdicts), unknown)


_Said = tuple[str, Says]


def _verdict(said: list[_Said], score: float | None) -> Verdict:
    """Return the verdict of marks; a match below 100% is not final unless a mark says so."""
    finals = [says is Says.FINAL for _, says in said if says in (Says.FINAL, Says.UNFINISHED)]
    final = all(finals) if finals else False if score is not None and score < 1 else None
    unknown = tuple(dict.fromkeys(mark for mark, says in said if says is Says.UNKNOWN))
    return Verdict(final, any(says is Says.MACHINE for _, says in said), unknown)


def _marks_of(element: Element, *, is_target: bool) -> Iterator[_Said]:
    for name, value in element.attributes.items():
        if name == "state":
            yield _known(STATES, name, value)
        elif name == "state-qualifier":
            yield _known(QUALIFIERS, name, value)
        elif name == "subState":
            yield f'{name}="{value}"', Says.MACHINE if _MACHINE.search(value) else Says.UNKNOWN
        elif name == "approved" and value == "yes":
            yield name, Says.FINAL
        elif name == "approved" and not is_target and not _has_state(element):
            yield name, Says.UNFINISHED
        elif ":" in name:
            yield _tool_mark(name, value)


def _has_state(unit: Element) -> bool:
    """Tell whether a target states its state: then ``approved="no"`` only says that nobody has reviewed it, which signatures do here."""
    target = unit.child("target")
    return target is not None and "state" in target.attributes


def _tool_mark(name: str, value: str) -> _Said:
    """Return what an attribute of a tool's own says."""
    if name == "mq:status":
        return _known(MEMOQ, name, value, ignore_case=True)
    if name == "m:trans-origin":
        return _origin(name, value)
    if name.startswith("xml:") or name in _SCORES or not _STATUS_NAME.search(name.partition(":")[2]):
        return name, Says.NOTHING
    return f'{name}="{value}"', _by_words(name, value.strip().lower())


def _by_words(name: str, value: str) -> Says:
    """Judge a mark of an unknown tool by the words of its name and value."""
    if _MACHINE.search(value):
        return Says.MACHINE
    if value in _YES | _NO:
        yes = value in _YES
        if _MACHINE.search(name):
            return Says.MACHINE if yes else Says.NOTHING
        return Says.FINAL if yes != bool(re.search("fuzzy|need", name, re.IGNORECASE)) else Says.UNFINISHED
    if _UNFINISHED_WORD.fullmatch(value):
        return Says.UNFINISHED
    if _FINAL_WORD.fullmatch(value):
        return Says.FINAL
    return Says.NOTHING if not value or value in ORIGINS else Says.UNKNOWN


def _status_element(element: Element) -> Iterator[_Said]:
    """Yield the marks of an element of a tool's own that holds the status of its unit, such as WorldServer's ``iws:status``."""
    inside = [element, *element.elements] if ":" in element.name else []
    for each in inside:
        if re.search("status|state|segment-metadata", each.name.partition(":")[2]):
            for name, value in each.attributes.items():
                if _STATUS_NAME.search(name.rpartition(":")[2]):
                    yield f'{each.name} {name}="{value}"', _by_words(name, value.strip().lower())


def _known(values: Mapping[str, Says], name: str, value: str, *, ignore_case: bool = False) -> _Said:
    """Return what a known mark says; if its value is unknown, a machine in it counts."""
    says = values.get(value.lower() if ignore_case else value)
    return f'{name}="{value}"', says or (Says.MACHINE if _MACHINE.search(value) else Says.UNKNOWN)


def _origin(name: str, value: str) -> _Said:
    plain = value.strip().lower()
    says = Says.NOTHING if not plain or plain in ORIGINS else Says.MACHINE if _MACHINE.search(plain) else Says.UNFINISHED
    return f'{name}="{value}"', says if says is not Says.UNFINISHED or "fuzzy" in plain else Says.UNKNOWN


def _least_score(attributes: Mapping[str, str]) -> float | None:
    """Return the score of a match from the memory, 1 for an exact match; None if there is none."""
    scores = []
    for name in _SCORES & attributes.keys():
        try:
            score = float(attributes[name])
        except ValueError:
            continue
        scores.append(score / 100 if name == "mq:percent" else score)
    return min(scores, default=None)
