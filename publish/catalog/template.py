"""From a guide, its drawings and the layouts to templates (pot).

A template is a catalog without translations. References name the file and the heading, never a line, so
that nothing churns when text moves.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS
from babel.messages.extract import extract as extract_strings

from publish import __version__
from publish.guide import Message, messages, parse_guide, svg_messages
from publish.po.codec import write
from publish.po.model import Catalog, Entry, Key
from publish.project import PublishError, Workspace, layouts_folder, now, read_text, safe_path, write_aside
from publish.project.cores import results
from publish.text.placeholders import FACT

LAYOUTS = "layouts"
LAYOUTS_LOCALE = "en"  # what the words of the layouts are written in, whatever language the guides are
CRITICAL = "Critical: safety depends on this text. Keep every number, warning and “not”."
CRITICAL_FLAG = "priority:200"
MARKDOWN_FLAG = "md-text"
TOGETHER = 8  # guides that one process reads before it takes the next
DATE = "POT-Creation-Date"
NO_DATE = "YEAR-MO-DA HO:MI+ZONE"

_PYTHON_FORMAT = re.compile(r"%\(\w+\)[sd]")
_DATE = re.compile(rb'^"POT-Creation-Date: ([ -~]*)\\n"', re.MULTILINE)
_EXTRACTOR = "jinja2.ext:babel_extract"
_TAG = "translators:"


def extract(workspace: Workspace) -> dict[str, Catalog]:
    """Return the templates of the workspace by domain: one for each guide, and ``layouts``.

    The date of a template is that of the file in locales/ when nothing else has changed.
    Raises `PublishError` for a guide or a drawing that cannot be read.
    """
    return {domain: _dated(workspace, domain)[0] for domain in domains(workspace)}


def write_templates(workspace: Workspace, check: bool = False) -> tuple[Path, ...]:
    """Write the templates that are out of date and return their paths; with ``check``, only tell them.

    Raises `PublishError` with what is wrong with each guide that cannot be read; the templates of the others are written.
    """
    done = list(results([partial(_written, workspace, domain, check) for domain in domains(workspace)], TOGETHER))
    faults = [finding for each in done if isinstance(each, PublishError) for finding in each.findings]
    if faults:
        raise PublishError(*faults)
    return tuple(each for each in done if isinstance(each, Path))


def domains(workspace: Workspace) -> tuple[str, ...]:
    """Return the names of the templates: the guides, then ``layouts``."""
    return (*workspace.guides(), LAYOUTS)


def source_of(workspace: Workspace, domain: str) -> str:
    """Return the locale that ``domain`` is written in: of guides the workspace's, of the layouts `LAYOUTS_LOCALE`."""
    return LAYOUTS_LOCALE if domain == LAYOUTS else workspace.settings.source_locale


def translated_domains(workspace: Workspace, locale: str) -> tuple[str, ...]:
    """Return the domains that are translated into ``locale``, and not written in it."""
    return tuple(domain for domain in domains(workspace) if source_of(workspace, domain) != locale)


def template(workspace: Workspace, domain: str) -> Catalog:
    """Return the template of ``domain`` as the sources are now, without a date. It is kept until a source changes."""
    paths = _sources(workspace, domain)
    stamps = tuple((path, stat.st_mtime_ns, stat.st_size) for path in paths for stat in [path.stat()])
    return _template(workspace.root, domain, stamps)


def is_critical(entry: Entry) -> bool:
    """Tell whether a template marks the message as critical: one that has no fallback (design 6)."""
    return CRITICAL_FLAG in entry.flags


def as_source(entry: Entry) -> Entry:
    """Return a message of a template as its own translation."""
    forms = (entry.msgid, entry.msgid_plural) if entry.msgid_plural is not None else ()
    return replace(entry, msgstr=entry.msgid, msgstr_plural=forms)


def stamp() -> str:
    """Return the time as a header states it."""
    return now().strftime("%Y-%m-%d %H:%M%z")


def _dated(workspace: Workspace, domain: str) -> tuple[Catalog, bytes]:
    """Return a template with its date, and its bytes."""
    fresh, path = template(workspace, domain), workspace.template_path(domain)
    if path.is_file():
        old = path.read_bytes()
        if found := _DATE.search(old):
            dated = fresh.with_headers(POT_Creation_Date=found[1].decode())
            if write(dated) == old:
                return dated, old
    dated = fresh.with_headers(POT_Creation_Date=stamp())
    return dated, write(dated)


def _written(workspace: Workspace, domain: str, check: bool) -> Path | PublishError | None:
    """Write one template; return its path where it is out of date, or what is wrong with the guide."""
    path = workspace.template_path(domain)
    try:
        _, data = _dated(workspace, domain)
    except PublishError as error:
        return error
    if path.is_file() and path.read_bytes() == data:
        return None
    if not check:
        write_aside(path, data)
    return path


def _sources(workspace: Workspace, domain: str) -> tuple[Path, ...]:
    """Return the files that a template is made from: the guide first, then its drawings; or the layouts."""
    if domain == LAYOUTS:
        return tuple(_layout_files(workspace).values())
    folder = workspace.guide_folder(domain)
    found = (folder / "guide.md", *sorted(folder.glob("*.svg")))
    # A link may lead anywhere: what it shows would go out to translators, and to print.
    return tuple(safe_path(workspace.root, path.relative_to(workspace.root).as_posix()) for path in found)


def _layout_files(workspace: Workspace) -> dict[str, Path]:
    """Return the layouts' files by reference; the workspace's own take the place of shipped ones."""
    found: dict[str, Path] = {}
    for folder in (layouts_folder(), workspace.root / "layouts"):
        found |= {f"layouts/{path.relative_to(folder).as_posix()}": path for path in sorted(folder.glob("**/*.html"))}
    return dict(sorted(found.items()))


@lru_cache(maxsize=1024)
def _template(root: Path, domain: str, _stamps: tuple[tuple[Path, int, int], ...]) -> Catalog:
    workspace = Workspace(root)
    found = _layout_entries(workspace) if domain == LAYOUTS else _guide_entries(workspace, domain)
    return Catalog((_header(domain), *_joined(found)), workspace.relative(workspace.template_path(domain)))


def _header(domain: str) -> Entry:
    fields = {
        "Project-Id-Version": domain,
        "Report-Msgid-Bugs-To": "",
        DATE: NO_DATE,
        "PO-Revision-Date": NO_DATE,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": f"clinic-publish {__version__}",
    }
    return Entry("", "".join(f"{name}: {value}\n" for name, value in fields.items()), comments=(f"The words of {domain}.",))


def _joined(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield one entry for each message; one that stands in several places keeps all references, comments and flags."""
    found: dict[Key, Entry] = {}
    for entry in entries:
        first = found.setdefault(entry.key, entry)
        if first is not entry:
            found[entry.key] = _union(first, entry)
    yield from found.values()


def _union(first: Entry, other: Entry) -> Entry:
    return replace(
        first,
        msgid_plural=first.msgid_plural or other.msgid_plural,
        extracted=tuple(dict.fromkeys(first.extracted + other.extracted)),
        references=tuple(dict.fromkeys(first.references + other.references)),
        flags=tuple(dict.fromkeys(first.flags + other.flags)),
    )


def _guide_entries(workspace: Workspace, guide: str) -> Iterator[Entry]:
    text, *drawings = _sources(workspace, guide)
    name = workspace.relative(text)
    for message in messages(parse_guide(read_text(text, name))):
        yield _entry(message, name + message.reference, (MARKDOWN_FLAG,))
    for path in drawings:
        name = workspace.relative(path)
        for message in svg_messages(path.read_bytes(), name):
            yield _entry(message, name, ())


def _entry(message: Message, reference: str, flags: tuple[str, ...]) -> Entry:
    names = [f"{{{name}}}" for name in dict.fromkeys(FACT.findall(message.msgid))]
    derived = (f"placeholders:{':'.join(names)}",) if names else ()
    return Entry(
        message.msgid,
        msgctxt=message.msgctxt,
        extracted=(*((CRITICAL,) if message.critical else ()), *message.comments),
        references=(reference,),
        flags=(*flags, *derived, *((CRITICAL_FLAG,) if message.critical else ())),
    )


def _layout_entries(workspace: Workspace) -> Iterator[Entry]:
    for reference, path in _layout_files(workspace).items():
        options = {"newstyle_gettext": "true"}
        file = BytesIO(read_text(path, workspace.relative(path)).encode())
        found = extract_strings(_EXTRACTOR, file, DEFAULT_KEYWORDS, [_TAG], options, strip_comment_tags=True)
        for _, message, comments, context in found:
            msgid, plural = message if isinstance(message, tuple) else (message, None)
            flags = ("python-format",) if _PYTHON_FORMAT.search(msgid + (plural or "")) else ()
            yield Entry(msgid, "", context, plural, extracted=tuple(comments), references=(reference,), flags=flags)
