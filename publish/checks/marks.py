"""Checks of the marks in a text: placeholders, links, footnotes, images, code, emphasis. Their order is free."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from publish.checks.case import (
    PYTHON_FORMAT_FLAG,
    CheckIssue,
    TranslationCase,
    quote_items,
    report_error,
    report_graded,
    report_note,
    report_warning,
)
from publish.text.digits import ascii_digits
from publish.text.links import SCHEMES

LEAST_PHONE = 7
"""Digits of the shortest telephone number."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,30}):")
_TARGET = re.compile(r"\]\(\s*<?([^()<>]{1,300})|^ {0,3}\[[^\]\n^][^\]\n]{0,100}\]:\s*<?(\S{1,300})", re.MULTILINE)
_AUTOLINK = re.compile(r"<\s*([A-Za-z][A-Za-z0-9+.-]{1,30}):[^\s<>]*>")
_TAG_NAMES = (
    "a|abbr|article|audio|b|base|big|blockquote|body|br|button|center|code|del|details|div|dl|em|embed|font|footer|form|frame|h[1-6]|head"
    "|header|hr|html|i|iframe|img|input|ins|kbd|li|link|mark|math|meta|nav|object|ol|p|pre|s|script|section|small|span|strike|strong"
    "|style|sub|summary|sup|svg|table|tbody|td|template|textarea|th|thead|tr|tt|u|ul|video"
)
_TAG = re.compile(
    rf"</?(?:{_TAG_NAMES})(?:[\s/][^<>]{{0,200}})?>|<[A-Za-z][\w:-]{{0,30}}\s[^<>=]{{0,60}}=[^<>]{{0,200}}>|<!--", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\x00-\x20<>()\[\]\"\x7f-\U0010ffff]+|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]+\.[A-Za-z0-9.-]*[A-Za-z0-9]"
)
# Digits that begin with “+”, “(” or 0, or that are in groups.
_PHONE = re.compile(
    r"(?<![\w.,/])(?<!\d-)(?:\+|\(\d|0)[\d\u00a0\u2011 ()./-]{5,20}\d(?![\w%])"
    r"|(?<![\w.,/-])\d{1,4}(?:[ \u00a0\u2011./-]\d{3,5}){1,4}(?![\w%]|[.,/-]\d)"
)
# Figures that look like a telephone number: a decimal, a span of years, a date, a large number.
_NO_PHONE = re.compile(
    r"0[.,/]|\d+[.,](?:\d{3}[.,])*\d+|(?:19|20)\d\d\D+(?:19|20)\d\d|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,3}(?:[ \u00a0]\d{3})+"
)
_EMPTY_LINK = re.compile(r"(?<![!\\])\[\s*\]\(")
_LOOSE_MARK = re.compile(r"\*\*|__|\]\(")
_LONE_PERCENT = re.compile(r"%(?!\(\w+\)[sd])(?!%)")


def check_placeholders(case: TranslationCase) -> Iterator[CheckIssue]:
    """Compare the placeholders, which are replaced by the facts of a guide or by values of the layout."""
    lost, added = _compare(case, "placeholder")
    if lost or added:
        message = _describe("placeholder", lost, added)
        yield report_error("placeholder-changed", message, "copy the placeholders of the source, braces and all")
    elif PYTHON_FORMAT_FLAG in case.flags and _LONE_PERCENT.search(case.target.raw.replace("%%", "")):
        message = "a single “%” is not allowed where placeholders are written %(name)s"
        yield report_error("placeholder-changed", message, "write a percent sign as %%")


def check_links(case: TranslationCase) -> Iterator[CheckIssue]:
    """Compare the targets of links."""
    lost, added = _compare(case, "link")
    if lost or added:
        message = _describe("link target", lost, added)
        yield report_error("link-changed", message, "keep the part in round brackets as it is: [text](target)")


def check_empty_links(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a link without text, which readers can neither see nor follow."""
    if _EMPTY_LINK.search(case.target.raw) and not _EMPTY_LINK.search(case.source.raw):
        hint = "write the text of the link between the square brackets: [text](target)"
        yield report_error("link-changed", "a link has no text", hint)


def check_link_schemes(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report links with a scheme other than http, https, mailto and tel, however the scheme is hidden."""
    raw = case.target.raw
    if "](" not in raw and "]:" not in raw and "<" not in raw:
        return
    for code, count in case.target.marks.get("code", Counter[str]()).items():
        raw = raw.replace(code, " ", count)
    found = [_SCHEME.match(_reveal_scheme(inline or reference)) for inline, reference in _TARGET.findall(raw)]
    schemes = [match[1] for match in found if match]
    schemes += [scheme for scheme in _AUTOLINK.findall(raw) if f"<{scheme}:" not in case.source.raw]
    for scheme in dict.fromkeys(schemes):
        if scheme.casefold() not in SCHEMES:
            yield report_error("link-scheme", f"the scheme “{scheme}:” is not allowed in a link", "use http, https, mailto or tel")


def check_contacts(case: TranslationCase) -> Iterator[CheckIssue]:
    """Compare the telephone numbers, web and e-mail addresses in the words. How digits are grouped is free."""
    source, target = case.source.words, case.target.words
    if not (case.source.may_have_contacts or case.target.may_have_contacts):
        return
    lost, added = _difference(_addresses(source), _addresses(target))
    lost += [phone for phone in _phones(source) if phone not in _all_digits(target)]
    added += [phone for phone in _phones(target) if phone not in _all_digits(source)]
    if lost or added:
        yield report_error("contact-changed", _describe("address or number", lost, added), "copy it from the source")


def check_footnotes(case: TranslationCase) -> Iterator[CheckIssue]:
    """Compare the footnotes and citations."""
    lost, added = _compare(case, "note")
    if lost or added:
        yield report_error("footnote-changed", _describe("footnote", lost, added), "keep each [^…] beside its statement")


def check_images(case: TranslationCase) -> Iterator[CheckIssue]:
    """Compare the images inside the text."""
    lost, added = _compare(case, "image")
    if lost or added:
        yield report_error("image-changed", _describe("image", lost, added), "keep the file name of the image as it is")


def check_code(case: TranslationCase) -> Iterator[CheckIssue]:
    """Compare the inline code, which is not translated.

    Code that is gone is a warning. Code that lost its backticks or is repeated, and added code, is a note; so is any change in a
    code block, whose comments may be translated.
    """
    lost, added = _compare(case, "code")
    if not lost and not added:
        return
    gone = any(code not in case.target.raw for code in lost)
    report = report_warning if gone and not case.source.raw.startswith("```") else report_note
    yield report("code-changed", _describe("code", lost, added), "copy the text in `backticks` from the source")


def check_emphasis(case: TranslationCase) -> Iterator[CheckIssue]:
    """Compare how many phrases are emphasised, weakly and strongly."""
    lost, added = _compare(case, "emphasis")
    if lost or added:
        hint = "put * or ** directly around the words, with a space or punctuation outside"
        issue = report_graded(case, "emphasis-changed", _describe("emphasis", lost, added), hint)
        yield issue if lost or case.critical else report_note("emphasis-changed", issue.message, hint)
    elif _LOOSE_MARK.search(case.target.words) and not _LOOSE_MARK.search(case.source.words):
        yield report_warning("emphasis-changed", "a mark like ** or ]( would be printed as text", "close each mark that is opened")


def check_line_breaks(case: TranslationCase) -> Iterator[CheckIssue]:
    """Compare the number of hard line breaks."""
    lost, added = _compare(case, "break")
    if lost or added:
        message = f"the translation has {len(lost or added)} line breaks {'fewer' if lost else 'more'} than the source"
        yield report_warning("break-changed", message, "break the line where the source does, with a backslash at its end")


def check_html(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report HTML, which is printed as text."""
    if "<" not in case.target.raw:
        return
    added = list((Counter(_TAG.findall(case.target.raw)) - Counter(_TAG.findall(case.source.raw))).elements())
    if added:
        yield report_warning("html-text", f"the HTML {quote_items(added)} would be printed as text", "remove it")


def check_end_newlines(case: TranslationCase) -> Iterator[CheckIssue]:
    """Compare the line breaks at the beginning and end of the text, as msgfmt does."""
    source, target = case.source.raw, case.target.raw
    if source.startswith("\n") != target.startswith("\n") or source.endswith("\n") != target.endswith("\n"):
        message = "only one of source and translation begins or ends with a line break"
        yield report_error("newline-changed", message, "begin and end as the source does")


def _reveal_scheme(target: str) -> str:
    """Return a link target without what can hide its scheme: entities, percent encoding, backslashes, spaces, invisible characters."""
    plain = unquote(unescape(target)).replace("\\", "").lstrip(" '\"")
    return "".join(char for char in plain if char.isprintable() and not char.isspace())


@lru_cache(maxsize=8192)
def _addresses(words: str) -> Counter[str]:
    return Counter(match.rstrip(".,;:!?'") for match in _ADDRESS.findall(words))


@lru_cache(maxsize=8192)
def _phones(words: str) -> tuple[str, ...]:
    """Return the digits of each telephone number."""
    found = [match[0].strip() for match in _PHONE.finditer(ascii_digits(words))]
    digits = [re.sub(r"\D", "", phone) for phone in found if not _NO_PHONE.match(phone)]
    return tuple(each for each in digits if len(each) >= LEAST_PHONE)


def _all_digits(words: str) -> str:
    return re.sub(r"\D", "", ascii_digits(words))


def _compare(case: TranslationCase, kind: str) -> tuple[list[str], list[str]]:
    """Return the marks of one kind that only the source has, and those that only the translation has."""
    wanted, given = case.source.marks.get(kind), case.target.marks.get(kind)
    return ([], []) if wanted == given else _difference(wanted or Counter(), given or Counter())


def _difference(wanted: Counter[str], given: Counter[str]) -> tuple[list[str], list[str]]:
    """Return what only ``wanted`` has, and what only ``given`` has."""
    if wanted == given:
        return [], []
    return sorted((wanted - given).elements()), sorted((given - wanted).elements())


def _describe(what: str, lost: list[str], added: list[str]) -> str:
    if lost and added:
        return f"the {what} {quote_items(lost)} became {quote_items(added)}"
    return f"the {what} {quote_items(lost)} is missing" if lost else f"the {what} {quote_items(added)} is not in the source"
