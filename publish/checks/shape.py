"""Checks of the marks inside a text: links, placeholders, notes, emphasis. All are compared as multisets: order is free."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from publish.checks.base import Case, Issue, error, listed, note, warning, weighed
from publish.guide.safety import SCHEMES
from publish.text.digits import ascii_digits

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,30}):")
_TARGET = re.compile(r"\]\(\s*<?([^()<>]{1,300})|^ {0,3}\[[^\]\n^][^\]\n]{0,100}\]:\s*<?(\S{1,300})", re.MULTILINE)
_AUTOLINK = re.compile(r"<\s*([A-Za-z][A-Za-z0-9+.-]{1,30}):[^\s<>]*>")
_NAMES = (
    "a|abbr|article|audio|b|base|big|blockquote|body|br|button|center|code|del|details|div|dl|em|embed|font|footer|form|frame|h[1-6]|head"
    "|header|hr|html|i|iframe|img|input|ins|kbd|li|link|mark|math|meta|nav|object|ol|p|pre|s|script|section|small|span|strike|strong"
    "|style|sub|summary|sup|svg|table|tbody|td|template|textarea|th|thead|tr|tt|u|ul|video"
)
_TAG = re.compile(
    rf"</?(?:{_NAMES})(?:[\s/][^<>]{{0,200}})?>|<[A-Za-z][\w:-]{{0,30}}\s[^<>=]{{0,60}}=[^<>]{{0,200}}>|<!--", re.IGNORECASE
)
_CONTACT = re.compile(
    r"(?:https?://|www\.)[^\x00-\x20<>()\[\]\"\x7f-\U0010ffff]+|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]+\.[A-Za-z0-9.-]*[A-Za-z0-9]"
)
_PHONE = re.compile(  # with its sign, or in groups
    r"(?<![\w.,/])(?<!\d-)(?:\+|\(\d|0)[\d\u00a0\u2011 ()./-]{5,20}\d(?![\w%])"
    r"|(?<![\w.,/-])\d{1,4}(?:[ \u00a0\u2011./-]\d{3,5}){1,4}(?![\w%]|[.,/-]\d)"
)
_EMPTY_LINK = re.compile(r"(?<![!\\])\[\s*\]\(")
_FIGURES = re.compile(  # a decimal, a span of years, a date, a large number
    r"0[.,/]|\d+[.,](?:\d{3}[.,])*\d+|(?:19|20)\d\d\D+(?:19|20)\d\d|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,3}(?:[ \u00a0]\d{3})+"
)
LEAST_PHONE = 7  # digits
_LOOSE_MARK = re.compile(r"\*\*|__|\]\(")
_PYTHON = re.compile(r"%(?!\(\w+\)[sd])(?!%)")


def placeholder_changed(case: Case) -> Iterator[Issue]:
    """Compare the placeholders: each stands for a fact that is filled in."""
    lost, added = _compared(case, "placeholder")
    if lost or added:
        yield error("placeholder-changed", _said("placeholder", lost, added), "copy the placeholders of the source, braces and all")
    elif "python-format" in case.flags and _PYTHON.search(case.target.raw.replace("%%", "")):
        yield error("placeholder-changed", "a “%” stands alone, where %(name)s is filled in", "write a percent sign as %%")


def link_changed(case: Case) -> Iterator[Issue]:
    """Compare where the links lead."""
    lost, added = _compared(case, "link")
    if lost or added:
        yield error("link-changed", _said("link to", lost, added), "keep the part in round brackets as it is: [text](target)")


def link_empty(case: Case) -> Iterator[Issue]:
    """A link without words cannot be seen or followed."""
    if _EMPTY_LINK.search(case.target.raw) and not _EMPTY_LINK.search(case.source.raw):
        yield error("link-changed", "a link has no words", "write between the square brackets what the link leads to: [text](target)")


def link_scheme(case: Case) -> Iterator[Issue]:
    """Refuse links that are not to a page, an address or a telephone, however their scheme is hidden."""
    raw = case.target.raw
    if "](" not in raw and "]:" not in raw and "<" not in raw:
        return
    for code, count in case.target.marks.get("code", Counter[str]()).items():
        raw = raw.replace(code, " ", count)
    schemes = [_SCHEME.match(_uncovered(inline or reference)) for inline, reference in _TARGET.findall(raw)]
    said = [found[1] for found in schemes if found]
    said += [scheme for scheme in _AUTOLINK.findall(raw) if f"<{scheme}:" not in case.source.raw]
    for scheme in dict.fromkeys(said):
        if scheme.casefold() not in SCHEMES:
            yield error("link-scheme", f"a link begins with “{scheme}:”", "use http, https, mailto or tel")


def _uncovered(target: str) -> str:
    """Return a link target without what can hide its scheme: entities, percent signs, backslashes, spaces, characters nobody sees."""
    plain = unquote(unescape(target)).replace("\\", "").lstrip(" '\"")
    return "".join(char for char in plain if char.isprintable() and not char.isspace())


def contact_changed(case: Case) -> Iterator[Issue]:
    """Compare telephone numbers, web and e-mail addresses in the words. A number may be parted in another way."""
    source, target = case.source.words, case.target.words
    if not (case.source.contacts or case.target.contacts):
        return
    lost, added = _differences(_contacts(source), _contacts(target))
    lost += [phone for phone in _phones(source) if phone not in _only_digits(target)]
    added += [phone for phone in _phones(target) if phone not in _only_digits(source)]
    if lost or added:
        yield error("contact-changed", _said("address or number", lost, added), "copy it from the source")


def footnote_changed(case: Case) -> Iterator[Issue]:
    """Compare the notes and citations."""
    lost, added = _compared(case, "note")
    if lost or added:
        yield error("footnote-changed", _said("note", lost, added), "keep each [^…] where its statement stands")


def image_changed(case: Case) -> Iterator[Issue]:
    """Compare the images inside the text."""
    lost, added = _compared(case, "image")
    if lost or added:
        yield error("image-changed", _said("image", lost, added), "keep the file name of the image as it is")


def code_changed(case: Case) -> Iterator[Issue]:
    """Compare what stands in backticks: it is not translated. How often it is said is a note, so are backticks that were added."""
    lost, added = _compared(case, "code")
    if not lost and not added:
        return
    gone = any(code not in case.target.raw for code in lost)
    grade = warning if gone and not case.source.raw.startswith("```") else note  # in a block, comments and texts are translated
    yield grade("code-changed", _said("code", lost, added), "copy what stands in `backticks`")


def emphasis_changed(case: Case) -> Iterator[Issue]:
    """Compare how often text is emphasised, weakly and strongly."""
    lost, added = _compared(case, "emphasis")
    if lost or added:
        hint = "put * or ** directly around the words, with a space or punctuation outside"
        grade = weighed(case, "emphasis-changed", _said("emphasis", lost, added), hint)
        yield grade if lost or case.critical else note("emphasis-changed", grade.message, hint)
    elif _LOOSE_MARK.search(case.target.words) and not _LOOSE_MARK.search(case.source.words):
        yield warning("emphasis-changed", "a mark like ** or ]( would be printed as it stands", "close each mark that is opened")


def break_changed(case: Case) -> Iterator[Issue]:
    """Compare the number of hard line breaks."""
    lost, added = _compared(case, "break")
    if lost or added:
        message = f"the translation has {len(lost or added)} line breaks {'fewer' if lost else 'more'} than the source"
        yield warning("break-changed", message, "break the line where the source does, with a backslash at its end")


def html_text(case: Case) -> Iterator[Issue]:
    """Warn of what looks like HTML: it is printed as text."""
    if "<" not in case.target.raw:
        return
    added = list((Counter(_TAG.findall(case.target.raw)) - Counter(_TAG.findall(case.source.raw))).elements())
    if added:
        yield warning("html-text", f"{listed(added)} is no markup here: it is printed as it stands", "take it out")


def newline_changed(case: Case) -> Iterator[Issue]:
    """Compare the line ends at both ends of the text, as msgfmt does."""
    source, target = case.source.raw, case.target.raw
    if source.startswith("\n") != target.startswith("\n") or source.endswith("\n") != target.endswith("\n"):
        yield error("newline-changed", "only one side begins or ends with a line break", "begin and end as the source does")


@lru_cache(maxsize=8192)
def _contacts(words: str) -> Counter[str]:
    return Counter(match.rstrip(".,;:!?'") for match in _CONTACT.findall(words))


@lru_cache(maxsize=8192)
def _phones(words: str) -> tuple[str, ...]:
    """Return the digits of what looks like a telephone number; dates, years, ranges and large numbers are none."""
    found = [match[0].strip() for match in _PHONE.finditer(ascii_digits(words))]
    digits = [re.sub(r"\D", "", phone) for phone in found if not _FIGURES.match(phone)]
    return tuple(each for each in digits if len(each) >= LEAST_PHONE)


def _only_digits(words: str) -> str:
    return re.sub(r"\D", "", ascii_digits(words))


def _compared(case: Case, kind: str) -> tuple[list[str], list[str]]:
    """Compare the marks of one kind; see `_differences`."""
    wanted, given = case.source.marks.get(kind), case.target.marks.get(kind)
    return ([], []) if wanted == given else _differences(wanted or Counter(), given or Counter())


def _differences(wanted: Counter[str], given: Counter[str]) -> tuple[list[str], list[str]]:
    """Return what is only on the source's side, and what is only on the translation's."""
    if wanted == given:
        return [], []
    return sorted((wanted - given).elements()), sorted((given - wanted).elements())


def _said(what: str, lost: list[str], added: list[str]) -> str:
    if lost and added:
        return f"the {what} {listed(lost)} became {listed(added)}"
    return f"the {what} {listed(lost)} is missing" if lost else f"the {what} {listed(added)} is not in the source"
