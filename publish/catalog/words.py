"""Extract the words of layouts, of the desk and of the page of a release: strings that their files mark for translation."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from babel.messages.extract import DEFAULT_KEYWORDS
from babel.messages.extract import extract as extract_strings

from publish.po.codec import read_po
from publish.po.model import Entry
from publish.project import Blob, Snapshot
from publish.project.names import LAYOUT_FOLDER, SHIPPED

DESK_FOLDER = "publish/desk"
SHELF_PAGE = f"{LAYOUT_FOLDER}/staff/shelf.html"
"""The page of a release, whose words belong to the desk: staff read them on a screen."""

_PYTHON_FORMAT = re.compile(r"%\(\w+\)[sd]")
_TEMPLATE, _CODE = "jinja2.ext:babel_extract", "python"
_TAG = "translators:"


def layout_entries(snapshot: Snapshot) -> Iterator[Entry]:
    """Yield the strings of the layouts, with the file that each comes from."""
    for reference, name in _layout_files(snapshot).items():
        if reference != SHELF_PAGE:
            yield from (replace(entry, references=(reference,)) for entry in snapshot.parse(name, _parse_template))


def has_desk_words(snapshot: Snapshot, template: str) -> bool:
    """Tell whether the words of the desk are translated in this workspace: it holds their source, or the file ``template``."""
    return bool(_desk_files(snapshot)) or snapshot.has(template)


def desk_entries(snapshot: Snapshot, template: str) -> Iterator[Entry]:
    """Yield the words of the desk: from its source, or from the shipped ``template`` where only that is installed."""
    files = _desk_files(snapshot)
    for name in files:
        parser = _parse_code if name.endswith(".py") else _parse_template
        yield from (replace(entry, references=(name,)) for entry in snapshot.parse(name, parser))
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
    """Return the strings of an HTML file that are marked for translation; none of a file that Jinja2 cannot parse.

    The output that uses such a file reports it (``template-broken``); those of other layouts are made.
    """
    try:
        return _strings(_TEMPLATE, blob, newstyle_gettext="true")
    except (MemoryError, RecursionError, ValueError):  # nested too deep, or a number with thousands of digits
        return ()


def _parse_code(blob: Blob) -> tuple[Entry, ...]:
    return _strings(_CODE, blob)


def _parse_shipped(blob: Blob) -> tuple[Entry, ...]:
    return read_po(blob.data, blob.path).messages


def _strings(extractor: str, blob: Blob, **options: str) -> tuple[Entry, ...]:
    found = extract_strings(extractor, BytesIO(blob.text.encode()), DEFAULT_KEYWORDS, [_TAG], options, strip_comment_tags=True)
    return tuple(_word(message, tuple(comments), context) for _, message, comments, context in found)


def _word(message: str | tuple[str, ...], comments: tuple[str, ...], context: str | None) -> Entry:
    msgid, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, None)
    flags = ("python-format",) if _PYTHON_FORMAT.search(msgid + (plural or "")) else ()
    return Entry(msgid, "", context, plural, extracted=comments, flags=flags)
