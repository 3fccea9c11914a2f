"""Mark a proof that is a web page: the bar above it, a badge at each text with findings, a line around what is not translated, the list.

The marks have their styles on themselves, where no style sheet of a layout reaches them.
"""

from collections.abc import Mapping, Sequence

from lxml import etree

from publish.edition.layout.finished.policy import add_policy
from publish.edition.passes.tree import Element, parse_page, write_page

_BAR = "display: block; visibility: visible; position: sticky; inset-block-start: 0; z-index: 2147483647; margin: 0; padding: .6rem;"
_BAR += " text-align: center; font-size: 1rem; opacity: 1; transform: none; color: #ffffff; background: #b0006e"
_BADGE = "display: inline-block; visibility: visible; padding: 0 .4em; border-radius: .6em; font-size: .75rem; opacity: 1;"
_BADGE += " color: #ffffff; background: #b0006e"
_LINES = {"missing": "outline: 2px dashed #b0006e", "fuzzy": "outline: 2px dotted #8a5a00"}
_LIST = "display: block; visibility: visible; margin: 2rem auto; padding: 1rem; max-width: 60rem; color: #16252b; background: #ffffff"


def mark_web_proof(html: str, marks: str, numbers: Mapping[str, Sequence[int]], states: Mapping[str, str]) -> str:
    """Return the page ``html`` as a proof.

    ``marks`` is the page of layouts/staff/proof.html, whose bar and list are taken; ``numbers`` are the numbers of the findings about a
    message, ``states`` says that it is ``missing`` or ``fuzzy``, both by the mark of the message.
    """
    root, sheet = parse_page(html), parse_page(marks)
    body = root.find("body")
    body = root if body is None else body
    for element in list(body.iter()):
        if isinstance(element.tag, str):
            _mark(element, numbers, states)
    bar = _styled(next(iter(sheet.iterfind(".//p[@class='strip']"))), _BAR)
    bar.tail, body.text = body.text, None
    body.insert(0, bar)
    found = _styled(next(iter(sheet.iterfind(".//div[@class='list']"))), _LIST)
    for badge in found.iterfind(".//span[@class]"):
        _styled(badge, _BADGE if "badge" in badge.get("class", "") else "")
    body.append(found)
    for policy in root.findall(".//meta[@http-equiv]"):
        policy.getparent().remove(policy)
    add_policy(root, str, str)
    return write_page(root)


def _mark(element: Element, numbers: Mapping[str, Sequence[int]], states: Mapping[str, str]) -> None:
    marks = element.get("data-message", "").split()
    kinds = [states[mark] for mark in marks if mark in states]
    if kinds:
        element.set("style", "; ".join(filter(None, (element.get("style"), _important(_LINES[kinds[0]])))))
    own = dict.fromkeys(number for mark in marks for number in numbers.get(mark, ()))
    if own:
        badge = _styled(etree.Element("span", {"dir": "ltr"}), _BADGE)
        badge.text = " ".join(map(str, own))
        _put(element, badge)


def _put(element: Element, badge: Element) -> None:
    """Put ``badge`` at the start of ``element``; after a picture, which holds nothing."""
    if element.tag == "img":
        element.addnext(badge)
        return
    badge.tail, element.text = element.text, None
    element.insert(0, badge)


def _styled(element: Element, style: str) -> Element:
    element.attrib.pop("class", None)
    element.set("style", _important(style))
    return element


def _important(style: str) -> str:
    return "; ".join(f"{rule.strip()} !important" for rule in style.split(";") if rule.strip())
