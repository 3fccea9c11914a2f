"""Quality checks of translations: an ordered table of small functions. docs/checks.md shows an example of each.

A check that cries wolf is switched off by translators: none may be raised by a good catalog.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from publish.catalog.checks import meaning, shape, terms, writing
from publish.catalog.checks.base import Check, Issue, case_of, error
from publish.catalog.checks.whole import header_issues
from publish.catalog.glossary import Glossary, glossary
from publish.catalog.model import Catalog, Entry, Key, Texts
from publish.catalog.pseudo import is_pseudo
from publish.catalog.store import load
from publish.catalog.template import is_critical, source_of, template
from publish.project import Finding, Severity, Workspace

CHECKS: tuple[Check, ...] = (
    meaning.dose_changed,
    meaning.negation_lost,
    meaning.warning_lost,
    shape.placeholder_changed,
    shape.link_changed,
    shape.link_scheme,
    shape.contact_changed,
    shape.footnote_changed,
    shape.image_changed,
    shape.code_changed,
    shape.emphasis_changed,
    shape.break_changed,
    shape.newline_changed,
    shape.html_text,
    terms.glossary_term,
    writing.outer_space,
    writing.end_punctuation,
    writing.script_punctuation,
    writing.doubled_word,
    writing.invisible_character,
    writing.mixed_scripts,
    writing.unchanged,
    writing.growth,
)


def check(workspace: Workspace, locale: str, domain: str) -> list[Finding]:
    """Return what is wrong with the catalog of ``domain`` in ``locale``, in the order of the template.

    Missing and fuzzy texts are findings only where they are critical: those have no fallback. Of a
    pseudo-locale, whose words mean nothing, there is nothing to say. Raises `PublishError` for a file that is
    not PO, or a glossary that is not a table.
    """
    if is_pseudo(locale):
        return []
    catalog = load(workspace, locale, domain)
    source = source_of(workspace, domain)
    return list(check_catalog(catalog, template(workspace, domain), locale, source, glossary(workspace, locale)))


def unsafe(workspace: Workspace, locale: str, domain: str, entries: Iterable[Entry]) -> dict[Key, tuple[Finding, ...]]:
    """Return the errors of those of ``entries``, translations of ``domain``, that have any: they would stop the output."""
    index, source = {entry.key: entry for entry in entries}, source_of(workspace, domain)
    catalog, terms = Catalog(name=workspace.relative(workspace.catalog_path(locale, domain))), glossary(workspace, locale)
    found = dict[Key, tuple[Finding, ...]]()
    for message in template(workspace, domain).messages:
        entry = index.get(message.key)
        issues = _entry_issues(message, entry, locale, source, terms) if entry else ()
        if faults := tuple(_finding(issue, catalog, locale, message, entry) for issue in issues if issue.severity is Severity.ERROR):
            found[message.key] = faults
    return found


def check_catalog(
    catalog: Catalog, wanted: Catalog, locale: str, source_locale: str = "en", terms: Glossary = Glossary()
) -> Iterator[Finding]:
    """Yield what is wrong with ``catalog`` as a translation of the template ``wanted``."""
    for issue in header_issues(catalog, locale):
        yield _finding(issue, catalog, locale, None, catalog.header)
    for message in wanted.messages:
        entry = catalog.index.get(message.key)
        for issue in _entry_issues(message, entry, locale, source_locale, terms):
            yield _finding(issue, catalog, locale, message, entry)


def _entry_issues(wanted: Entry, entry: Entry | None, locale: str, source_locale: str, terms: Glossary) -> Iterator[Issue]:
    if entry is None or not entry.usable:
        if is_critical(wanted):
            yield _not_usable(entry)
        return
    for msgstr in entry.msgstrs:
        yield from _text_issues(wanted.msgid, wanted.msgid_plural, wanted.flags, msgstr, locale, source_locale, terms)


@lru_cache(maxsize=16384)
def _text_issues(
    msgid: str, msgid_plural: str | None, flags: Texts, msgstr: str, locale: str, source_locale: str, terms: Glossary
) -> tuple[Issue, ...]:
    """Return what all checks say of one text. Guides share many texts, so the answer is kept."""
    case = case_of(Entry(msgid, msgid_plural=msgid_plural, flags=flags), msgstr, locale, source_locale, terms)
    return tuple(issue for function in CHECKS for issue in function(case))


def _not_usable(entry: Entry | None) -> Issue:
    if entry is not None and entry.translated:
        return error("critical-fuzzy", "a critical message is marked fuzzy", "look at the translation, then take the mark away")
    return error("critical-missing", "a critical message is not translated", "translate it: it has no fallback")


def _finding(issue: Issue, catalog: Catalog, locale: str, wanted: Entry | None, entry: Entry | None) -> Finding:
    anchor = wanted.references[0].partition("#")[2] if wanted and wanted.references else ""
    return Finding(
        issue.severity,
        issue.code,
        issue.message,
        file=catalog.name or None,
        line=entry.line if entry else None,
        anchor=anchor or None,
        locale=locale,
        msgid=wanted.msgid if wanted else None,
        hint=issue.hint,
    )
