"""Check that a page for the web says of the printed copy whose code is in its address what the shipped page says, and nothing else.

A patient scans the code on a sheet. The page then says that the sheet is current, replaced, withdrawn or a draft. A layout of one's own
must neither leave that out nor say it where the style sheet does not choose the one sentence that is true.
"""

from collections.abc import Iterator

from publish.edition.layout.spec import LayoutSpec
from publish.edition.layout.templates import sheet_files
from publish.edition.passes.tree import Element, has_class, text_of_element
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
_HINT = "extend web/web.html; or write {{ pieces.copy_state() }} once, directly in <body>, and keep the style sheet web.css"


def find_copy_faults(snapshot: Snapshot, spec: LayoutSpec, rtl: bool, root: Element) -> Iterator[Finding]:
    """Yield an error (``copy-state-missing``) if the page ``root`` does not tell about printed copies as the shipped one does."""
    shipped = f"{snapshot.layout_roots[-1]}/web/web.css"
    is_styled = any(file.path == shipped for file in sheet_files(snapshot, spec, rtl))
    if not is_styled or not _is_told(root):
        message = f"the layout {spec.name} leaves out or changes what the page says of a scanned sheet: current, replaced, withdrawn, draft"
        yield Finding(Severity.ERROR, "copy-state-missing", message, file=spec.file, hint=_HINT)


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
