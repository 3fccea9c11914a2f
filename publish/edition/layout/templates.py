"""Jinja2: the templates and style sheets of a layout, found in its own folder first."""

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from traceback import walk_tb

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from publish.edition.layout.spec import SHARED, LayoutSpec
from publish.project import PublishError, layouts_folder, problem, read_text

MAY_USE = "a template may use what publish/edition/page.py describes"
# Over whatever picture a layout of a workspace's own puts on its pages, where it leaves the shipped draft.css out. The colour of the page
# stays, for white letters may stand on it.
MARK = (
    "background-image: url(icons/draft-forced.svg) !important; background-repeat: no-repeat !important;"
    " background-attachment: fixed !important; background-position: 50% 50% !important; background-size: 92% 92% !important"
)
# What is drawn as the mark of a draft is no layout's to change.
_OURS = ("icons/draft.svg", "icons/draft-forced.svg")
# What a style sheet may load: icons that lie beside it.
_ICON = re.compile(r"url\((icons/[\w-]+\.svg)\)")


def render(spec: LayoutSpec, name: str, values: Mapping[str, object]) -> str:
    """Return the template ``name`` of ``spec`` filled with ``values``; raises `PublishError` (``template-broken``) with file and line."""
    try:
        return _environment(spec.folders).get_template(name).render(values)
    except PublishError:
        raise
    except jinja2.TemplateNotFound as error:
        message = f"there is no template “{error.name}”"
        raise problem("template-missing", message, file=spec.file, hint="mend the name in layout.toml") from error
    except jinja2.TemplateSyntaxError as error:
        file = _shown(Path(error.filename)) if error.filename else spec.file
        raise problem("template-broken", f"{error.message}", file=file, line=error.lineno, hint="mend that line") from error
    except jinja2.TemplateError as error:
        raise problem("template-broken", f"{error.message}", file=spec.file, hint=MAY_USE) from error
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise _broken(spec, error) from error


def stylesheets(spec: LayoutSpec, draft: bool, rtl: bool) -> tuple[str, ...]:
    """Return the style sheets of ``spec`` in order, those for drafts last; raises `PublishError` (``file-missing``).

    ``name.css`` is followed by ``name.gate.css`` where the sheet has that fold, and for right-to-left text, because ``@page``
    knows no direction, by ``name.rtl.css``: where there are such files. A layout that forgets the mark of a draft gets it, on every page.
    """
    names = (*spec.styles, *(spec.draft_styles if draft else ()))
    kinds = [f".{kind}.css" for kind in (spec.fold, "rtl" if rtl else None) if kind]
    special = {name: [_sought(spec, Path(name).stem + kind) for kind in kinds] for name in names}
    found = [path for name in names for path in (_find(spec, name), *special[name]) if path]
    forgotten = draft and spec.kind != "html" and (layouts_folder() / SHARED / "draft.css").resolve() not in found
    return (*(read_text(path, _shown(path)) for path in found), *((_mark(spec),) if forgotten else ()))


def _mark(spec: LayoutSpec) -> str:
    """Return the mark for every page, those with a name or a place of their own included: their rules would win."""
    pages = dict.fromkeys(("", *spec.panels, "back", ":left", ":right", ":first"))
    return "\n".join(f"@page {page} {{ {MARK} }}" for page in pages)


def icons(spec: LayoutSpec, styles: tuple[str, ...]) -> dict[str, bytes]:
    """Return the icons that ``styles`` load, by the name they use."""
    names = dict.fromkeys(name for style in styles for name in _ICON.findall(style))
    return {name: (layouts_folder() / SHARED / name if name in _OURS else _find(spec, name)).read_bytes() for name in names}


def embedded(style: str, found: Mapping[str, bytes]) -> Markup:
    """Return ``style`` with its icons inside, for the ``<style>`` of a page that must stand alone."""
    whole = _ICON.sub(lambda icon: f"url(data:image/svg+xml;base64,{b64encode(found[icon[1]]).decode()})", style)
    return Markup(whole.replace("</", "<\\/"))


def shared_picture(spec: LayoutSpec, name: str) -> bytes:
    """Return the picture ``name`` of the layout or of the shared folder."""
    return _find(spec, name).read_bytes()


def _broken(spec: LayoutSpec, error: Exception) -> Exception:
    """Return what Python says of a line of a template in words; what this package raised below that line is our own fault."""
    frames = [(Path(frame.f_code.co_filename), number) for frame, number in walk_tb(error.__traceback__)]
    places = [place for place, (file, _) in enumerate(frames) if any(file.is_relative_to(folder) for folder in spec.folders)]
    if isinstance(error, UnicodeDecodeError) and not places:
        return problem("template-broken", f"a template is no UTF-8 text: {error}", file=spec.file, hint="save it as UTF-8 text")
    package = Path(__file__).parents[1]
    if not places or any(file.is_relative_to(package) and place > places[-1] for place, (file, _) in enumerate(frames)):
        return error
    file, line = frames[places[-1]]
    said = "it extends or includes itself" if isinstance(error, RecursionError) else str(error)
    return problem("template-broken", said, file=_shown(file), line=line, hint=MAY_USE)


def _shown(path: Path) -> str:
    """Return the name of a template or style sheet in messages: the layout it is found in, which need not be the one that prints."""
    return f"layouts/{'/'.join(path.parts[-2:])}"


@lru_cache(maxsize=16)
def _environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    # The folders above the layouts too, so that a layout may extend “brochure/brochure.html” from a file of the same name.
    roots = tuple(dict.fromkeys(folder.parent for folder in folders))
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader([*folders, *roots]),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The page brings its own gettext; this makes {% trans %} call it with the fields as arguments.
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return environment


def _sought(spec: LayoutSpec, name: str) -> Path | None:
    """Return the file ``name`` of the first folder that has it; a name that leads out of a folder is nowhere."""
    for folder in spec.folders:
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return path
    return None


def _find(spec: LayoutSpec, name: str) -> Path:
    path = _sought(spec, name)
    if path:
        return path
    raise problem("file-missing", f"there is no “{name}” in the layout {spec.name}", file=spec.file, hint="mend the name, or add the file")
