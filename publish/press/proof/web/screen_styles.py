"""Say what a layout's own style sheets may do on a page for the screen: colours, fonts, lines and spaces; nothing that could hide a text.

A browser knows more ways to hide a text than anybody can list, on screens that nobody has here. So this is a list of what is safe, and
whatever is not on it is refused, wherever it applies.
"""

import re
from collections.abc import Iterable, Iterator

from publish.press.engine.css import is_opaque
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.press.proof.web.declarations import Declaration, read_attribute, read_declarations
from publish.project import Finding

_WORD = r"[a-z-]+"
# Lengths are short: those of elements in each other add up.
_LENGTH = r"(?:(?:\d{1,2}(?:\.\d+)?|\.\d+)(?:px|pt)|(?:[0-4](?:\.\d+)?|\.\d+)(?:em|rem|ex|ch)|(?:1?\d(?:\.\d+)?|\.\d+)mm"
_LENGTH += r"|0|auto|var\(--[\w-]+\))"
_COLOUR = r"(?:#[0-9a-f]{3}|#[0-9a-f]{6}|(?:rgb|hsl)\([\d\s.,%deg]+\)|var\(--[\w-]+\)|[a-z]+)"
_LENGTHS = rf"{_LENGTH}(?:\s+{_LENGTH}){{0,3}}"
_LINE = rf"(?:(?:{_LENGTH}|{_COLOUR})\s*){{1,3}}"
_SIZE = r"(?:(?:[1-9]\.?\d*|0?\.[7-9]\d*)r?em|[1-9]\d(?:\.\d+)?(?:px|pt)|[7-9]\d%|[1-9]\d\d%|(?:x+-)?large|larger|medium|small|smaller)"
_WIDTH = r"(?:[1-9]\d(?:\.\d+)?(?:em|rem|ch)|[2-9]\d\d(?:px|pt)|1\d{3}px|[5-9]\d%|100%|none|auto)"
_BOX = r"(?:-(?:block|inline))?(?:-(?:top|right|bottom|left|start|end))?"
# Families of letters that everybody reads; others (Wingdings, Symbol, fonts of blanks) draw letters as pictures, or not at all.
_FAMILY = r"(?:[\"']?(?:noto[\w\s]*|arial(?: unicode ms)?|helvetica(?: neue)?|verdana|tahoma|trebuchet ms|georgia|times(?: new roman)?"
_FAMILY += r"|cambria|calibri|palatino(?: linotype)?|segoe ui|roboto|ubuntu|cantarell|open sans|source sans[\w\s]*|inter|lato"
_FAMILY += r"|atkinson hyperlegible(?: next)?"
_FAMILY += r"|-apple-system|blinkmacsystemfont|system-ui|ui-serif|ui-sans-serif|ui-rounded|serif|sans-serif|inherit)[\"']?|var\(--[\w-]+\))"
# No selector of one's own is about what the page says of a printed copy (pieces.copy_state), and nothing that is important sets colours.
# Selectors that mean the same in every browser, and at every moment: no :hover, no ::first-line.
_SELECTOR = re.compile(
    r"(?!.*\bcopy)"
    r"(?:[\w\s.#>+~,*&-]|\[[\w-]+(?:[~|^$*]?=[\"']?[\w-]+[\"']?)?\]|:root|:(?:first|last|only)-child|::marker)*"
)
# What is drawn before or after a text could be a digit (a bar is a 1, a ring a 0), and a first letter that is set apart may be one.
_DRAWN = re.compile(r"::?(?:before|after|first-letter|first-line)|::(?!marker)")
# The properties, as patterns of their names, and the values that each may have. What sets colours, or puts texts side by side, may not
# depend on the screen.
_COLOURS: tuple[tuple[str, str], ...] = (
    (r"color|background|background-color|accent-color|caret-color", _COLOUR),
    (r"--[\w-]+", rf"{_COLOUR}|{_LENGTH}|{_SIZE}"),
    (r"display", r"flex|grid|inline-block"),
)
_SAFE: tuple[tuple[str, str], ...] = (
    (rf"margin{_BOX}|padding{_BOX}|(?:row-|column-)?gap|scroll-(?:margin|padding){_BOX}", _LENGTHS),
    (rf"border{_BOX}|border{_BOX}-(?:width|style|color)|border(?:-\w+)*-radius", _LINE),
    (r"font-family", rf"{_FAMILY}(?:\s*,\s*{_FAMILY})*"),
    (r"font-size", _SIZE),
    (r"font-style|font-kerning|font-optical-sizing|font-synthesis", _WORD),
    (r"font-weight", r"[1-9]00|normal|bold|bolder|lighter"),
    (r"line-height", r"1(?:\.\d+)?|2(?:\.\d+)?|1[0-9]\d%|normal"),
    (r"text-align|text-wrap|hyphens|overflow-wrap|box-sizing|color-scheme|break-\w+|(?:align|justify|place)-\w+", r"[a-z\s-]+"),
    (r"text-decoration|text-decoration-line", r"none|underline"),
    (r"list-style|list-style-type", r"none|disc|circle|square|inside|outside"),
    (r"display", r"block|flow-root"),
    (r"flex-direction", r"row|column"),
    (r"flex-wrap", r"wrap|nowrap"),
    (r"max-width|max-inline-size|min-width|min-inline-size", _WIDTH),
    (r"position", r"static"),
    (r"visibility", r"visible"),
)
# What this program writes itself.
_COUNTER, _PICTURE = re.compile(r"list-item \d+"), re.compile(r"url\(\"?data:image/[\w+-]+;base64,[\w+/=]+\"?\)")


def find_unsafe_styles(job: Job, sheets: Iterable[str], attributes: Iterable[str]) -> list[Finding]:
    """Return an error for each declaration of ``sheets``, a layout's own, and of style ``attributes`` that is not on the list."""
    written = [each for sheet in sheets for each in read_declarations(sheet)]
    inline = [each for attribute in attributes for each in read_attribute(attribute) if not _is_generated(each)]
    return [_refused(job, each) for each in dict.fromkeys(_unsafe([*written, *inline]))]


def _unsafe(declarations: Iterable[Declaration]) -> Iterator[Declaration]:
    for each in declarations:
        is_plain = not each.conditional and not (each.important and each.selector) and _SELECTOR.fullmatch(each.selector.lower())
        allowed = (*_SAFE, *_COLOURS) if is_plain else _SAFE
        value = each.value.lower().removesuffix("!important").strip()
        known = any(re.fullmatch(name, each.name) and re.fullmatch(values, value) for name, values in allowed)
        is_forced = each.important and each.selector and each.name == "display"
        if not known or is_forced or _DRAWN.search(each.selector.lower()) or not _is_known_colour(each.name, value):
            yield each


def _is_known_colour(name: str, value: str) -> bool:
    """Tell whether a word or a function for a colour is opaque, and known to every browser; those of systems (Canvas) are not."""
    if name not in ("color", "background", "background-color") and not name.startswith("--"):
        return True
    if value in ("inherit", "none") or not re.match(r"[a-z]+(?:\(|$)", value) or value.startswith("var("):
        return True
    return is_opaque(value)


def _is_generated(each: Declaration) -> bool:
    """Tell whether this program has written a declaration: the number of a list, the picture of a logo."""
    if each.name == "counter-reset":
        return bool(_COUNTER.fullmatch(each.value))
    return each.name == "background-image" and bool(_PICTURE.fullmatch(each.value))


def _refused(job: Job, each: Declaration) -> Finding:
    said = f"{each.name}: {each.value[:60]}" if each.value else each.name
    where = ", for some screens only" if each.conditional else ""
    message = f": a style sheet of the layout's own says “{said}”{where}, which could hide a warning, or that the page is a draft"
    hint = "set colours, fonts, lines and spaces only; docs/layouts.md lists what a layout for the screen may say"
    return finding_about(job, "style-unsafe", message, hint)
