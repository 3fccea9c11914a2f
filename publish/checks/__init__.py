"""Quality checks of translations: an ordered table of small functions. docs/checks.md shows an example of each.

A check that cries wolf is switched off by translators: none may be raised by a good catalog.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from publish.catalog.glossary import Glossary, glossary
from publish.catalog.pseudo import is_pseudo
from publish.catalog.store import load
from publish.catalog.template import is_critical, source_of, template
from publish.checks import counted, meaning, shape, terms, turned, writing
from publish.checks.base import Check, Issue, error, made_case
from publish.checks.traits import Trait, traits_of
from publish.checks.whole import header_issues, unheard_issues
from publish.po.model import Catalog, Entry, Key, Texts
from publish.project import Finding, Severity, Snapshot
from publish.project.names import catalog_file

CHECKS: tuple[tuple[Check, Trait | None], ...] = (
    (meaning.dose_changed, Trait.FIGURES),
    (counted.number_word_changed, None),
    (turned.meaning_turned, None),
    (meaning.negation_lost, None),
    (meaning.warning_lost, Trait.CRITICAL),
    (shape.placeholder_changed, Trait.MARKS),
    (shape.link_changed, Trait.MARKS),
    (shape.link_empty, Trait.BRACKETS),
    (shape.link_scheme, Trait.BRACKETS),
    (shape.contact_changed, Trait.CONTACTS),
    (shape.footnote_changed, Trait.MARKS),
    (shape.image_changed, Trait.MARKS),
    (shape.code_changed, Trait.MARKS),
    (shape.emphasis_changed, Trait.MARKS),
    (shape.break_changed, Trait.MARKS),
    (shape.newline_changed, Trait.EDGES),
    (shape.html_text, Trait.BRACKETS),
    (terms.glossary_term, None),
    (writing.outer_space, Trait.EDGES),
    (writing.end_punctuation, None),
    (writing.script_punctuation, None),
    (writing.doubled_word, None),
    (writing.garbled, Trait.LETTERS),
    (writing.invisible_character, Trait.LETTERS),
    (writing.mixed_scripts, Trait.LETTERS),
    (writing.unchanged, Trait.SAME),
    (writing.growth, None),
)
"""Each check, in the order of its findings, and what a case must have for it to find anything; None where it is always asked.

Most texts have few of these traits: to ask all checks about each text is what would take the time.
"""


def check(snapshot: Snapshot, locale: str, domain: str) -> list[Finding]:
    """Return what is wrong with the catalog of ``domain`` in ``locale``, in the order of the template.

    Missing and fuzzy texts are findings only where they are critical: those have no fallback. Of a
    pseudo-locale, whose words mean nothing, there is nothing to say. What a guide's language keeps the
    checks from finding is said once. Raises `PublishError` for a file that is
    not PO, or a glossary that is not a table.
    """
    if is_pseudo(locale):
        return []
    catalog = load(snapshot, locale, domain)
    source = source_of(snapshot, domain)
    unheard = unheard_issues(locale) if domain in snapshot.guides() else ()
    found = check_catalog(catalog, template(snapshot, domain), locale, source, glossary(snapshot, locale))
    return [*(_finding(issue, catalog, locale, None, catalog.header) for issue in unheard), *found]


def unsafe(snapshot: Snapshot, locale: str, domain: str, entries: Iterable[Entry]) -> dict[Key, tuple[Finding, ...]]:
    """Return the errors of those of ``entries``, translations of ``domain``, that have any: they would stop the output."""
    index, source = {entry.key: entry for entry in entries}, source_of(snapshot, domain)
    catalog, terms = Catalog(name=catalog_file(locale, domain)), glossary(snapshot, locale)
    found = dict[Key, tuple[Finding, ...]]()
    for message in template(snapshot, domain).messages:
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
        plural = wanted.msgid_plural is not None
        yield from _text_issues(wanted.msgid_plural or wanted.msgid, plural, wanted.flags, msgstr, locale, source_locale, terms)


@lru_cache(maxsize=16384)
def _text_issues(
    source: str, plural: bool, flags: Texts, msgstr: str, locale: str, source_locale: str, terms: Glossary
) -> tuple[Issue, ...]:
    """Return what all checks say of one text. Guides share many texts, so the answer is kept."""
    case = made_case(source, plural, flags, msgstr, locale, source_locale, terms)
    return tuple([issue for function in _asked(traits_of(case)) for issue in function(case)])


@lru_cache(maxsize=256)
def _asked(traits: frozenset[Trait]) -> tuple[Check, ...]:
    """Return the checks that may find something in a case of these traits."""
    return tuple(function for function, trait in CHECKS if trait is None or trait in traits)


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
