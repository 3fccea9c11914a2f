"""Let each page for the web say of the printed copy whose code is in its address what the shipped page says, and nothing else.

A patient scans the code on a sheet. The page then says that the sheet is current, replaced, withdrawn or a draft. Where a layout of
one's own leaves that out, it is put in; none may say it where the style sheet does not choose the one sentence that is true.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from publish.edition.layout.spec import SHARED, LayoutSpec
from publish.edition.layout.templates import render, sheet_files
from publish.edition.passes.tree import Element, has_class, parse_fragment, text_of_element
from publish.edition.passes.word_marks import WORD_MARK
from publish.guide import Message
from publish.project import Finding, Severity, Snapshot

SENTENCES = {
    "copy-current": "The sheet that you scanned is current.",
    "copy-superseded": "There is a newer edition of the sheet that you scanned. Ask us for the new one.",
    "copy-withdrawn": "The sheet that you scanned was withdrawn. Do not use it. Ask us what to do.",
    "copy-draft": "The sheet that you scanned is a draft. Do not use it.",
}
"""The sentences of ``pieces.copy_state()``, by the class of their paragraphs."""
_CLASSES = ("copy", "copies", *SENTENCES)
_HINT = "write {{ pieces.copy_state() }} once, directly in <body>; or leave it out, then it is put in"
_RULES = re.compile(r"^\.copy.*$", re.MULTILINE)


def complete_copy_state(
    snapshot: Snapshot, spec: LayoutSpec, rtl: bool, root: Element, values: Mapping[str, object]
) -> Iterator[Finding]:
    """Put what the page ``root`` leaves out of printed copies at its beginning, with the rules that choose one sentence.

    Yields an error (``copy-state-changed``) if the page has it otherwise than the shipped one, in whole or in part.
    """
    shipped = snapshot.layout_roots[-1]
    if not _is_told(root):
        if any(_has_part(element) for element in root.iter() if isinstance(element.tag, str)):
            message = f"the layout {spec.name} changes what the page says of a scanned sheet: current, replaced, withdrawn, draft"
            yield Finding(Severity.ERROR, "copy-state-changed", message, file=spec.file, hint=_HINT)
            return
        html = render(snapshot, replace(spec, folders=(f"{shipped}/{SHARED}",)), "copy-state.html", values)
        aside, body = parse_fragment(html)[0], root.find("body")
        aside.tail, body.text = body.text, None
        body.insert(0, aside)
    if not any(file.path == f"{shipped}/web/web.css" for file in sheet_files(snapshot, spec, rtl)):
        style = etree.SubElement(root.find("head") if root.find("head") is not None else root.find("body"), "style")
        style.text = "\n".join(_RULES.findall(snapshot.read(f"{shipped}/web/web.css").text))


def _has_part(element: Element) -> bool:
    written = " ".join(map(str, element.attrib.values()))
    return any(Message(sentence).mark in written for sentence in SENTENCES.values()) or any(has_class(element, name) for name in _CLASSES)


def _is_told(root: Element) -> bool:
    asides = [aside for aside in root.iter("aside") if has_class(aside, "copy")]
    body = root.find("body")
    if len(asides) != 1 or asides[0].getparent() is not body or dict(asides[0].attrib) != {"class": "copy small"}:
        return False
    first, *paragraphs = [each for each in asides[0] if isinstance(each.tag, str)]
    written = [each for each in root.iter() if isinstance(each.tag, str)]
    return first.get("class") == "copies" and all(_says(kind, sentence, paragraphs, written) for kind, sentence in SENTENCES.items())


def _says(kind: str, sentence: str, paragraphs: list[Element], written: list[Element]) -> bool:
    """Tell whether ``sentence`` is all that its own paragraph says, and is written nowhere else, not even in an attribute."""
    mark = Message(sentence).mark
    own = [each for each in paragraphs if dict(each.attrib) == {"class": kind}]
    words = [each for each in written if mark in " ".join(map(str, each.attrib.values()))]
    if len(own) != 1 or len(words) != 1 or words[0].get(WORD_MARK) != mark or words[0].getparent() is not own[0]:
        return False
    return text_of_element(own[0]).strip() == text_of_element(words[0]).strip() != ""
