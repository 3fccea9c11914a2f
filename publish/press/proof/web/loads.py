"""Check that a page for the web loads nothing, runs nothing, and that its links are safe.

The page is parsed as browsers parse it (HTML 5), after everything that could change it; elements that are not known are refused too.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from publish.press.engine.css import addresses, read_tokens
from publish.press.engine.fetch import HREFS, SVG
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.press.proof.styles import is_embedded
from publish.project import Finding
from publish.text.links import SCHEMES, safe_link

POLICY = "content-security-policy"
# Elements that show text or a picture that the page holds. Others could load, run or send something, or read as something else elsewhere.
_HTML = frozenset(
    "html head meta title style link body header footer main nav section article aside address hgroup h1 h2 h3 h4 h5 h6 div p hr pre"
    " blockquote ol ul menu li dl dt dd figure figcaption a em strong small s cite q dfn abbr ruby rt rp rb rtc data time code var samp"
    " kbd sub sup i b u mark bdi bdo span br wbr ins del img picture source table caption colgroup col tbody thead tfoot tr td th"
    " details summary search".split()
)
_DRAWN = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan textPath title desc defs use symbol marker pattern mask clipPath"
    " linearGradient radialGradient stop a".split()
)
_LINKS = frozenset("alternate author canonical help license next prev".split())  # links that a browser does not follow by itself
_META = frozenset({"content-type", "content-language", "x-ua-compatible"})
_LOADED = ("src", "poster", "background", "data", "lowsrc", "dynsrc", "longdesc", "manifest", "profile", "classid", "codebase", "archive")
_SETS = ("srcset", "imagesrcset")
_SENT = ("action", "formaction", "ping", "attributionsrc", "srcdoc")
_CANDIDATE = re.compile(r"[\s,]*(\S+)[^,]*")  # an address of a srcset and its condition (HTML, 4.8.4.2.1)
# Without one of these, nothing in a style sheet can load anything; most have none but embedded pictures.
_MAY_LOAD = re.compile(r"\\|@import|url\(|src\(|image\(|image-set\(|cross-fade\(|element\(|paint\(", re.IGNORECASE)
_EMBEDDED_PICTURE = re.compile(r"url\(data:image/[a-z+]+;base64,[A-Za-z0-9+/=]*\)")
_HOLDS = "a page for the web holds all that it shows"
_SENDS = "a page for the web sends nothing"
_DATA = {"type": "application/ld+json"}  # of an element that holds data for search engines: browsers do not run it (HTML, 4.12.1)
_RUNS = "a page for the web runs no script, sends nothing and holds no other page"


def find_loads(job: Job, root: Any) -> list[Finding]:
    """Return an error for each thing on a page that loads, runs or sends something (``fetch-refused``), and for each unsafe link."""
    head = root.find("head")
    first = next((element for element in head if "charset" not in element.attrib), None) if head is not None else None
    found = list(_policy_findings(job, first))
    for element in root.iter():
        if isinstance(element.tag, str) and element is not first:
            found += _element_findings(job, element)
    return [replace(finding, file=f"layouts/{job.layout}/layout.toml") for finding in dict.fromkeys(found)]


def _policy_findings(job: Job, first: Any) -> Iterator[Finding]:
    if first is None or first.tag != "meta" or first.get("http-equiv", "").lower() != POLICY:
        hint = "let the template of the layout have one <head>, and nothing before it"
        yield finding_about(job, "fetch-refused", ": its head does not begin with the policy because of which it loads nothing", hint)


def _element_findings(job: Job, element: Any) -> Iterator[Finding]:
    drawn = element.tag.startswith(SVG)
    name = element.tag.removeprefix(SVG)
    if name == "script" and dict(element.attrib) == _DATA:
        return
    if name not in (_DRAWN if drawn else _HTML):
        yield _refused(job, f"<{name.rpartition('}')[2][:40]}>", _RUNS)
        return
    for address, reason in (*_element_loads(element, name), *_attribute_loads(element), *_style_loads(element, drawn)):
        yield _refused(job, address, reason)
    for href in (element.get(each) for each in HREFS if each in element.attrib):
        if drawn and name != "a" and not is_embedded(href):
            yield _refused(job, href, _HOLDS)
        elif not safe_link(href):
            yield unsafe_link(job, href)


def _element_loads(element: Any, name: str) -> Iterator[tuple[str, str]]:
    """Yield what a browser would do because of the element itself, and why it is refused."""
    if name == "meta" and "http-equiv" in element.attrib and element.get("http-equiv").strip().lower() not in _META:
        yield f"<meta http-equiv={element.get('http-equiv')[:40]}>", "a page for the web leads to no other page, and has one policy"
    if name == "link" and not set(element.get("rel", "stylesheet").lower().split()) <= _LINKS:
        yield f"<link rel={element.get('rel', '')[:40]}>", _HOLDS


def _attribute_loads(element: Any) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        if name in _LOADED and not is_embedded(value):
            yield value, _HOLDS
        elif name in _SETS:
            yield from ((address, _HOLDS) for address in _CANDIDATE.findall(value) if not is_embedded(address))
        elif name in _SENT:
            yield f"{name}={value}", _SENDS
        elif name.lower().startswith("on"):
            yield f"{name}={value}", _RUNS


def _style_loads(element: Any, drawn: bool) -> Iterator[tuple[str, str]]:
    texts = list(element.attrib.values()) if drawn else [element.get("style", "")]
    for text in (*texts, (element.text or "") if element.tag == "style" else ""):
        if _MAY_LOAD.search(_EMBEDDED_PICTURE.sub("", text)):
            yield from ((address, _HOLDS) for address, _ in addresses(read_tokens(text)) if not is_embedded(address))


def _refused(job: Job, address: str, reason: str) -> Finding:
    hint = "take it out of the template or the style sheet of the layout"
    return finding_about(job, "fetch-refused", f" asks for “{address[:200]}”, but {reason}; nothing was loaded", hint)


def unsafe_link(job: Job, href: str) -> Finding:
    """Return the finding about a link with a scheme that could run code or read files (``link-scheme``)."""
    hint = f"use one of {', '.join(sorted(SCHEMES))} in the template of the layout"
    found = finding_about(job, "link-scheme", f": the link “{href[:200]}” has a scheme that is not allowed", hint)
    return replace(found, file=f"layouts/{job.layout}/layout.toml")
