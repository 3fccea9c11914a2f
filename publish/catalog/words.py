"""Extract the strings that files mark for translation: those of the layouts, which are printed, and those of the desk.

The page that lists the files of a release belongs to the desk, because staff read it on a screen.
"""

import re
from collections.abc import Iterator
from io import BytesIO

from publish.catalog.layout_strings import layout_strings
from publish.po.codec import read_po
from publish.po.model import Entry
from publish.project import Blob, Snapshot
from publish.project.names import LAYOUT_FOLDER, SHIPPED

DESK_FOLDER = "publish/desk"
SHELF_PAGE = f"{LAYOUT_FOLDER}/staff/shelf.html"
"""The page of a release, whose words belong to the desk: staff read them on a screen."""

_PYTHON_FORMAT = re.compile(r"%\(\w+\)[sd]")
_TAG = "translators:"


def layout_entries(snapshot: Snapshot) -> Iterator[Entry]:
    """Yield the strings of the layouts, with the file that each comes from."""
    for reference, name in _layout_files(snapshot).items():
        if reference != SHELF_PAGE:
            yield from snapshot.parse(name, _parse_template)


def has_desk_words(snapshot: Snapshot, template: str) -> bool:
    """Tell whether the words of the desk are translated in this workspace: it holds their source, or the file ``template``."""
    return bool(_desk_files(snapshot)) or snapshot.has(template)


def desk_entries(snapshot: Snapshot, template: str) -> Iterator[Entry]:
    """Yield the words of the desk: from its source, or from the shipped ``template`` where only that is installed."""
    files = _desk_files(snapshot)
    for name in files:
        parser = _parse_code if name.endswith(".py") else _parse_template
        yield from snapshot.parse(name, parser)
    if not files and snapshot.has(SHIPPED + template):
        yield from snapshot.parse(SHIPPED + template, _parse_shipped)


def _desk_files(snapshot: Snapshot) -> tuple[str, ...]:
    if not snapshot.holds_package or not (found := snapshot.search(f"{DESK_FOLDER}/**/*.html")):
        return ()
    return (*found, *snapshot.search(f"{DESK_FOLDER}/**/*.py"), SHELF_PAGE)


def _layout_files(snapshot: Snapshot) -> dict[str, str]:
    """Return the HTML files of the layouts: the name to read by the name in references. Own files take precedence over shipped ones."""
    found: dict[str, str] = {}
    for root in reversed(snapshot.layout_roots):
        found |= {LAYOUT_FOLDER + name.removeprefix(root): name for name in snapshot.search(f"{root}/**/*.html")}
    return dict(sorted(found.items()))


def _parse_template(blob: Blob) -> tuple[Entry, ...]:
    return tuple(_word(blob, *found) for found in layout_strings(blob.text))


def _parse_code(blob: Blob) -> tuple[Entry, ...]:
    from babel.messages.extract import DEFAULT_KEYWORDS, extract  # here, and not above: only this repository has the code

    found = extract("python", BytesIO(blob.text.encode()), DEFAULT_KEYWORDS, [_TAG], strip_comment_tags=True)
    forms = ((message if isinstance(message, tuple) else (message, None), comments, context) for _, message, comments, context in found)
    return tuple(_word(blob, msgid, plural, context, tuple(comments)) for (msgid, plural), comments, context in forms)


def _parse_shipped(blob: Blob) -> tuple[Entry, ...]:
    return read_po(blob.data, blob.path).messages


def _word(blob: Blob, msgid: str, plural: str | None, context: str | None, comments: tuple[str, ...]) -> Entry:
    flags = ("python-format",) if _PYTHON_FORMAT.search(msgid + (plural or "")) else ()
    reference = blob.path.removeprefix(SHIPPED)
    return Entry(msgid, "", context, plural, extracted=comments, references=(reference,), flags=flags)
