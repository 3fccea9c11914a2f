"""Render the Jinja2 templates of a layout, and find its style sheets and icons, in its own folder first."""

import posixpath
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from traceback import walk_tb
from types import CodeType

import jinja2
import jinja2.nodes
from jinja2.bccache import Bucket
from markupsafe import Markup

from publish.edition.layout.spec import SHARED, LayoutSpec
from publish.edition.problems import Problems
from publish.edition.sandbox.budget import limited
from publish.edition.sandbox.environment import Sandbox
from publish.guide import svg_messages
from publish.press import check_styles
from publish.project import Blob, PublishError, Snapshot, once, problem

MAY_USE = "docs/layouts.md lists what a template may use"
# The draft mark for a layout that leaves the shipped draft.css out. It replaces any picture behind the page. The colour of the page
# stays, because white letters may be on it.
MARK = (
    "background-image: url(icons/draft-forced.svg) !important; background-repeat: no-repeat !important;"
    " background-attachment: fixed !important; background-position: 50% 50% !important; background-size: 92% 92% !important"
)
MOST_COMPILED = 1000  # templates
EMPTY_DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
# The drawings of the draft mark, which no layout can replace.
_OURS = ("icons/draft.svg", "icons/draft-forced.svg")
# A style sheet may load the icons beside it, and nothing else.
_ICON = re.compile(r"url\((icons/[\w-]+\.svg)\)")


def render(snapshot: Snapshot, spec: LayoutSpec, name: str, values: Mapping[str, object], blocks: int = 0) -> str:
    """Return the template ``name`` of ``spec`` filled with ``values``, which are plain data (`publish.edition.sandbox.values`).

    A guide of more ``blocks`` may take a template longer.
    Raises `PublishError` (``template-broken``, ``template-missing``) with file and line.
    """
    try:
        with limited(blocks):
            return _environment(snapshot, spec.folders).get_template(name).render(values)
    except PublishError:
        raise
    except jinja2.TemplateNotFound as error:
        message, (file, line) = f"there is no template “{error.name}”", _place(spec, error)
        hint = "correct the name in that line" if line else "correct the name in layout.toml"
        raise problem("template-missing", message, file=file, line=line, hint=hint) from error
    except jinja2.TemplateSyntaxError as error:
        file = shown_name(error.filename) if error.filename else spec.file
        raise problem("template-broken", f"{error.message}", file=file, line=error.lineno, hint="correct that line") from error
    except jinja2.TemplateError as error:
        file, line = _place(spec, error)
        raise problem("template-broken", f"{error.message}", file=file, line=line, hint=MAY_USE) from error
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise _broken(spec, error) from error


def stylesheets(snapshot: Snapshot, spec: LayoutSpec, draft: bool, rtl: bool, problems: Problems) -> tuple[str, ...]:
    """Return the style sheets of ``spec`` in order, those for drafts last.

    One that cannot be read, or that loads something or would never end, is reported and left out.

    ``name.css`` is followed by ``name.gate.css`` if the sheet has that fold and, for right-to-left text, by ``name.rtl.css``, because
    ``@page`` knows no direction; both only where there are such files. A layout without the mark of a draft gets it, on every page.
    """
    names = (*spec.styles, *(spec.draft_styles if draft else ()))
    sheets: list[tuple[str, str]] = []
    for name in names:
        sheets += problems.attempt(partial(_stylesheet, snapshot, spec, name, rtl), list[tuple[str, str]])
    findings = check_styles(sheets, spec.file)
    problems.report(findings)
    refused = {finding.file for finding in findings}
    found = [text for file, text in sheets if not {file, spec.file} & refused]
    marked = snapshot.read(f"{_shipped(snapshot)}/draft.css").text
    forgotten = draft and spec.kind != "html" and marked not in found
    return (*found, *((_mark(spec),) if forgotten else ()))


def own_stylesheets(snapshot: Snapshot, styles: Iterable[str]) -> tuple[str, ...]:
    """Return those of ``styles`` that are a layout's own: neither shipped nor written by this program."""
    root, *others = reversed(snapshot.layout_roots)
    shipped = {snapshot.read(name).text for name in snapshot.search(f"{root}/*/*.css")}
    own = {snapshot.read(name).text for other in others for name in snapshot.search(f"{other}/**/*.css")}
    return tuple(style for style in styles if style in own and style not in shipped)


def has_own_templates(snapshot: Snapshot) -> bool:
    """Tell whether the workspace has templates that were not shipped: they may use the classes of shipped style sheets as they like."""
    root, *others = reversed(snapshot.layout_roots)
    shipped = {snapshot.read(name).sha256 for name in snapshot.search(f"{root}/*/*.html")}
    return any(snapshot.read(name).sha256 not in shipped for other in others for name in snapshot.search(f"{other}/**/*.html"))


def own_files(snapshot: Snapshot, spec: LayoutSpec) -> tuple[str, ...]:
    """Return the style sheets and templates of ``spec`` that were not shipped."""
    root, *_ = reversed(snapshot.layout_roots)
    files = [name for folder in spec.folders for ending in ("css", "html") for name in snapshot.search(f"{folder}/*.{ending}")]
    shipped = {snapshot.read(name).sha256 for ending in ("css", "html") for name in snapshot.search(f"{root}/*/*.{ending}")}
    return tuple(name for name in files if snapshot.read(name).sha256 not in shipped)


def sheet_files(snapshot: Snapshot, spec: LayoutSpec, rtl: bool) -> tuple[Blob, ...]:
    """Return the files of the style sheets of ``spec`` in order, without those for drafts; a file that is missing is left out."""
    named = [name for name in spec.styles if _sought(snapshot, spec, name)]
    return tuple(sheet for name in named for sheet in _sheet_files(snapshot, spec, name, rtl))


def parsed_template(snapshot: Snapshot, spec: LayoutSpec, name: str) -> tuple[str, jinja2.nodes.Template] | None:
    """Return the path and the tree of a template of ``spec``; None if it is missing or broken, of which `render` tells."""
    found = _first(snapshot, _template_folders(spec.folders), name)
    try:
        return (found.path, snapshot.parse(found.path, _tree)) if found else None
    except (PublishError, jinja2.TemplateError):
        return None


def _stylesheet(snapshot: Snapshot, spec: LayoutSpec, name: str, rtl: bool) -> list[tuple[str, str]]:
    return [(shown_name(sheet.path), _text(sheet)) for sheet in _sheet_files(snapshot, spec, name, rtl)]


def _sheet_files(snapshot: Snapshot, spec: LayoutSpec, name: str, rtl: bool) -> list[Blob]:
    """Return the style sheet ``name``, and those that are special to the fold and the direction."""
    kinds = [f".{kind}.css" for kind in (spec.fold, "rtl" if rtl else None) if kind]
    special = (_sought(snapshot, spec, posixpath.splitext(posixpath.basename(name))[0] + kind) for kind in kinds)
    return [sheet for sheet in (_find(snapshot, spec, name), *special) if sheet]


def _mark(spec: LayoutSpec) -> str:
    """Return the draft mark for all pages, and for each kind of page that has rules of its own, which would win otherwise."""
    pages = dict.fromkeys(("", *spec.panels, "back", ":left", ":right", ":first"))
    return "\n".join(f"@page {page} {{ {MARK} }}" for page in pages)


def icons(snapshot: Snapshot, spec: LayoutSpec, styles: tuple[str, ...], problems: Problems) -> dict[str, bytes]:
    """Return the icons that ``styles`` load, by the name they use; an empty drawing for one that is missing, which is reported."""
    names = dict.fromkeys(name for style in styles for name in _ICON.findall(style))
    return {name: problems.attempt(partial(_icon, snapshot, spec, name), lambda: EMPTY_DRAWING) for name in names}


def _icon(snapshot: Snapshot, spec: LayoutSpec, name: str) -> bytes:
    found = snapshot.read(f"{_shipped(snapshot)}/{name}") if name in _OURS else _find(snapshot, spec, name)
    return snapshot.parse(found.path, _safe_drawing)


def embedded(style: str, found: Mapping[str, bytes]) -> Markup:
    """Return ``style`` with its icons embedded, for the ``<style>`` of a page that loads no other file."""
    whole = _ICON.sub(lambda icon: f"url(data:image/svg+xml;base64,{b64encode(found[icon[1]]).decode()})", style)
    return Markup(whole.replace("</", "<\\/"))


def shared_picture(snapshot: Snapshot, spec: LayoutSpec, name: str) -> bytes:
    """Return the drawing ``name`` of the layout or of the shared folder; raises `PublishError` if it is broken or unsafe."""
    return snapshot.parse(_find(snapshot, spec, name).path, _safe_drawing)


def _safe_drawing(file: Blob) -> bytes:
    """Return a drawing as it is, if it does nothing but draw. A logo comes from elsewhere and is cleaned; an icon is made for a layout."""
    svg_messages(file.data, shown_name(file.path))
    return file.data


def _broken(spec: LayoutSpec, error: Exception) -> Exception:
    """Return the error of a line of a template as `PublishError`; an error in this package below that line is returned as it is."""
    frames = _frames(error)
    places = [place for place, (file, _) in enumerate(frames) if file.startswith(spec.folders)]
    if isinstance(error, UnicodeDecodeError) and not places:
        return problem("template-broken", f"a template is not UTF-8 text: {error}", file=spec.file, hint="save it as UTF-8 text")
    package, sandbox = str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "sandbox")
    own = [place for place, (file, _) in enumerate(frames) if file.startswith(package) and not file.startswith(sandbox)]
    below = not places or any(place > places[-1] for place in own)
    if below and not (places and isinstance(error, RecursionError)):
        return error
    file, line = _place(spec, error)
    said = "it calls, extends or includes itself without end" if isinstance(error, RecursionError) else str(error)
    return problem("template-broken", said, file=file, line=line, hint=MAY_USE)


def _frames(error: Exception) -> list[tuple[str, int]]:
    return [(frame.f_code.co_filename, number) for frame, number in walk_tb(error.__traceback__)]


def _place(spec: LayoutSpec, error: Exception) -> tuple[str, int | None]:
    """Return the file and the line of a template at which ``error`` was raised; the file of the layout if it was none."""
    places = [(shown_name(file), line) for file, line in _frames(error) if file.startswith(spec.folders)]
    return places[-1] if places else (spec.file, None)


def shown_name(name: str) -> str:
    """Return the name of a template or style sheet in messages: with the layout in whose folder it is, which may be another one."""
    return f"layouts/{'/'.join(name.split('/')[-2:])}"


def _text(file: Blob) -> str:
    return replace(file, path=shown_name(file.path)).text


def _shipped(snapshot: Snapshot) -> str:
    """Return the folder that the shipped layouts share."""
    return f"{snapshot.layout_roots[-1]}/{SHARED}"


@once
def _environment(snapshot: Snapshot, folders: tuple[str, ...]) -> Sandbox:
    places = _template_folders(folders)

    def _load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        found = _first(snapshot, places, name)
        # A snapshot never changes: the search is repeated so that each page that uses the template records what it read.
        return (_text(found), found.path, lambda: _first(snapshot, places, name) == found) if found else None

    return Sandbox(_load, _COMPILED)


def _template_folders(folders: tuple[str, ...]) -> tuple[str, ...]:
    """Return where templates are: also above the layouts, so that a layout can extend “brochure/brochure.html” from a file of that name."""
    return (*folders, *dict.fromkeys(posixpath.dirname(folder) for folder in folders))


class _Compiled(jinja2.BytecodeCache):
    """The compiled templates of this process, so that a template is not compiled again for each snapshot."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a template into ``bucket``, if it is known."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template; if there are too many, forget the others."""
        if len(self._codes) >= MOST_COMPILED:
            self._codes.clear()
        if bucket.code:
            self._codes[(bucket.key, bucket.checksum)] = bucket.code


_COMPILED = _Compiled()


def _tree(file: Blob) -> jinja2.nodes.Template:
    """Parse a template by itself: its tree is that in each layout."""
    return Sandbox(lambda name: None, _COMPILED).parse(_text(file), None, file.path)


def _sought(snapshot: Snapshot, spec: LayoutSpec, name: str) -> Blob | None:
    return _first(snapshot, spec.folders, name)


def _first(snapshot: Snapshot, folders: tuple[str, ...], name: str) -> Blob | None:
    """Return the file ``name`` in the first folder that has it; None for a name that leads out of the folders."""
    if "\0" in name:
        return None
    for folder in folders:
        path = posixpath.normpath(f"{folder}/{name}")
        if path.startswith(f"{folder}/") and (found := snapshot.find(path)):
            return found
    return None


def _find(snapshot: Snapshot, spec: LayoutSpec, name: str) -> Blob:
    found = _sought(snapshot, spec, name)
    if found:
        return found
    message = f"there is no “{name}” in the layout {spec.name}"
    raise problem("file-missing", message, file=spec.file, hint="correct the name, or add the file")
