"""Extract the messages of guides, drawings and layouts into templates (.pot files).

A template is a catalog without translations. References name the file and the heading, but no line, so that they do not change when text
moves within a section.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from publish import __version__
from publish.catalog.pseudo import is_pseudo
from publish.catalog.words import desk_entries, has_desk_words, layout_entries
from publish.guide import FactValue, Front, Guide, Message, parse_front, parse_guide
from publish.guide.front import LEAST, value_as_written
from publish.guide.svg.draw import placed_labels
from publish.guide.translate import placed_messages
from publish.po.codec import write_po
from publish.po.model import Catalog, Entry, Key
from publish.project import Blob, PublishError, Snapshot, Workspace, now, once, problem, write_aside
from publish.project.cores import call_all
from publish.project.names import guide_file, template_file
from publish.text.placeholders import FACT

LAYOUTS = "layouts"
DESK = "desk"
"""The words that staff read on a screen: those of the desk, and of the page of a release. No paper carries them, so nobody signs them."""
LAYOUTS_LOCALE = "en"  # the words of the layouts and of the desk are English, whatever the language of the guides
CRITICAL = "Critical: safety depends on this text. Keep every number, warning and “not”."
CRITICAL_FLAG = "priority:200"
MARKDOWN_FLAG = "md-text"
CHUNK_SIZE = 8  # guides that a worker process extracts at a time
DATE = "POT-Creation-Date"
NO_DATE = "YEAR-MO-DA HO:MI+ZONE"

_DATE = re.compile(rb'^"POT-Creation-Date: ([ -~]*)\\n"', re.MULTILINE)


def extract(snapshot: Snapshot) -> dict[str, Catalog]:
    """Return the templates of the workspace by domain: one for each guide, and ``layouts``.

    If nothing else has changed, the date in the header is that of the existing file in locales/. Raises `PublishError` for a guide or a
    drawing that cannot be read.
    """
    return {domain: _dated(snapshot, domain)[0] for domain in domains(snapshot)}


def write_templates(workspace: Workspace, check: bool = False) -> tuple[Path, ...]:
    """Write the templates that are out of date and return their paths; with ``check``, only return the paths.

    Raises `PublishError` with the errors of all guides that cannot be read. The templates of the others are written.
    """
    with nullcontext() if check else workspace.lock():
        snapshot = workspace.snapshot()
        done = list(call_all([partial(_write, workspace, snapshot, domain, check) for domain in domains(snapshot)], CHUNK_SIZE))
    errors = [finding for each in done if isinstance(each, PublishError) for finding in each.findings]
    if errors:
        raise PublishError(*errors)
    return tuple(each for each in done if isinstance(each, Path))


def domains(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the translation domains, one for each template: those on paper, and ``desk`` where a workspace translates it."""
    return (*printed_domains(snapshot), *((DESK,) if has_desk_words(snapshot, template_file(DESK)) else ()))


def printed_domains(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the domains whose texts are printed, and signed: the guides, then ``layouts``."""
    return (*snapshot.guides(), LAYOUTS)


def source_of(snapshot: Snapshot, domain: str) -> str:
    """Return the locale that ``domain`` is written in: the source locale of the workspace, or `LAYOUTS_LOCALE` for words of the package."""
    return LAYOUTS_LOCALE if domain in (LAYOUTS, DESK) else snapshot.settings.source_locale


def translated_domains(snapshot: Snapshot, locale: str) -> tuple[str, ...]:
    """Return the domains that are translated into ``locale``: all but those written in it, and guides that do not name it as theirs."""
    return tuple(domain for domain in domains(snapshot) if is_translated(snapshot, domain, locale))


def is_translated(snapshot: Snapshot, domain: str, locale: str) -> bool:
    """Tell whether ``domain`` is translated into ``locale``: it is wanted there, and not its source."""
    return source_of(snapshot, domain) != locale and is_wanted(snapshot, domain, locale)


def is_wanted(snapshot: Snapshot, domain: str, locale: str) -> bool:
    """Tell whether ``domain`` is to be had in ``locale``: a guide may name its own locales in guide.toml."""
    own = _own_locales(snapshot, domain)
    return own is None or locale in own or is_pseudo(locale) or locale == source_of(snapshot, domain)


def workspace_locales(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the locales of project.toml, the source first, then those that only guides name."""
    own = (locale for guide in snapshot.guides() for locale in _own_locales(snapshot, guide) or ())
    return tuple(dict.fromkeys((*snapshot.settings.all_locales, *own)))


def _own_locales(snapshot: Snapshot, domain: str) -> tuple[str, ...] | None:
    if domain in (LAYOUTS, DESK):
        return None
    try:
        return front_in(snapshot, domain).locales
    except Exception:  # a fault of ours too: reported where the file is needed, so that it does not stop what needs another one
        return None


@once
def template(snapshot: Snapshot, domain: str) -> Catalog:
    """Return the template of ``domain``, extracted from the sources in ``snapshot``, without a date."""
    return Catalog((_header(domain), *_merge_duplicates(_entries(snapshot, domain))), template_file(domain))


def _entries(snapshot: Snapshot, domain: str) -> Iterator[Entry]:
    if domain == DESK:
        return desk_entries(snapshot, template_file(DESK))
    return layout_entries(snapshot) if domain == LAYOUTS else _guide_entries(snapshot, domain)


def guide_in(snapshot: Snapshot, guide: str) -> Guide:
    """Return ``guide`` in the source language. Raises `PublishError` (``file-unreadable``) if it is not UTF-8 text."""
    return guide_at(snapshot, guide_file(guide))


def guide_at(snapshot: Snapshot, name: str) -> Guide:
    """Return the guide in the file ``name``. Raises `PublishError` as `guide_in` does."""
    return snapshot.parse(name, _parse_guide)


def front_in(snapshot: Snapshot, guide: str) -> Front:
    """Return the data in guide.toml of ``guide``. Raises `PublishError` if the file is missing or wrong."""
    return front_at(snapshot, guide_file(guide, "guide.toml"))


def front_at(snapshot: Snapshot, name: str) -> Front:
    """Return the data in the guide.toml with the name ``name``. Raises `PublishError` as `front_in` does."""
    if snapshot.find(name) is None:
        raise problem("file-missing", f"{name} does not exist", file=name, hint=f"add the file; {LEAST}")
    return snapshot.parse(name, _parse_front)


def _parse_front(blob: Blob) -> Front:
    return parse_front(blob.data, blob.path)


def _parse_guide(blob: Blob) -> Guide:
    return parse_guide(blob.text)


def is_critical(entry: Entry) -> bool:
    """Tell whether a message of a template is marked as critical, so that the source text is never printed in its place."""
    return CRITICAL_FLAG in entry.flags


def source_as_translation(entry: Entry) -> Entry:
    """Return a message of a template with the source text as its translation."""
    forms = (entry.msgid, entry.msgid_plural) if entry.msgid_plural is not None else ()
    return replace(entry, msgstr=entry.msgid, msgstr_plural=forms)


def stamp() -> str:
    """Return the current time in the format of PO headers."""
    return now().strftime("%Y-%m-%d %H:%M%z")


def _dated(snapshot: Snapshot, domain: str) -> tuple[Catalog, bytes]:
    """Return the template of ``domain`` with a date, and its bytes."""
    fresh, old = template(snapshot, domain), snapshot.find(template_file(domain))
    if old and (found := _DATE.search(old.data)):
        dated = fresh.with_headers(POT_Creation_Date=found[1].decode())
        if write_po(dated) == old.data:
            return dated, old.data
    dated = fresh.with_headers(POT_Creation_Date=stamp())
    return dated, write_po(dated)


def _write(workspace: Workspace, snapshot: Snapshot, domain: str, check: bool) -> Path | PublishError | None:
    """Write one template. Return its path if it was out of date, None if not, or the error because of which it cannot be extracted."""
    path = workspace.template_path(domain)
    try:
        _, data = _dated(snapshot, domain)
    except PublishError as error:
        return error
    old = snapshot.find(template_file(domain))
    if old and old.data == data:
        return None
    if not check:
        write_aside(path, data)
    return path


def drawings_of(snapshot: Snapshot, guide: str) -> tuple[str, ...]:
    """Return the names of the drawings in the folder of ``guide``, whose texts are translated too."""
    return snapshot.search(guide_file(guide, "*.svg"))


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


def _merge_duplicates(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield one entry for each message. A message from several places keeps all references, comments and flags."""
    found: dict[Key, Entry] = {}
    for entry in entries:
        first = found.setdefault(entry.key, entry)
        if first is not entry:
            found[entry.key] = _combine(first, entry)
    yield from found.values()


def _combine(first: Entry, other: Entry) -> Entry:
    return replace(
        first,
        msgid_plural=first.msgid_plural or other.msgid_plural,
        extracted=tuple(dict.fromkeys(first.extracted + other.extracted)),
        references=tuple(dict.fromkeys(first.references + other.references)),
        flags=tuple(dict.fromkeys(first.flags + other.flags)),
    )


def _guide_entries(snapshot: Snapshot, guide: str) -> Iterator[Entry]:
    facts = _facts(snapshot, guide)
    for message, kind in placed_messages(guide_in(snapshot, guide)):
        yield _entry(message, guide_file(guide) + message.reference, (MARKDOWN_FLAG,), (kind, *_values(message, facts)))
    for name in drawings_of(snapshot, guide):
        for message, kind in placed_labels(snapshot.read(name).data, name):
            yield _entry(message, name, (), (kind,))


def _facts(snapshot: Snapshot, guide: str) -> Mapping[str, FactValue]:
    try:
        return front_in(snapshot, guide).facts
    except PublishError:  # reported where the file is needed; the messages are those of the text
        return {}


def _values(message: Message, facts: Mapping[str, FactValue]) -> Iterator[str]:
    """Yield a line with the value of each fact that ``message`` names: a sentence must fit the number in it."""
    for name in dict.fromkeys(FACT.findall(message.msgid)):
        if name in facts:
            yield f"{{{name}}} = {value_as_written(facts[name])}"


def _entry(message: Message, reference: str, flags: tuple[str, ...], about: tuple[str, ...]) -> Entry:
    names = [f"{{{name}}}" for name in dict.fromkeys(FACT.findall(message.msgid))]
    derived = (f"placeholders:{':'.join(names)}",) if names else ()
    return Entry(
        message.msgid,
        msgctxt=message.msgctxt,
        extracted=(*((CRITICAL,) if message.critical else ()), *message.comments, *about),
        references=(reference,),
        flags=(*flags, *derived, *((CRITICAL_FLAG,) if message.critical else ())),
    )
