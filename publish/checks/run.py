"""Run all checks over a catalog and return their findings."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from publish.catalog.glossary import Glossary, glossary
from publish.catalog.pseudo import is_pseudo
from publish.catalog.store import load
from publish.catalog.template import is_critical, source_of, template
from publish.checks import characters, marks, writing
from publish.checks.case import Check, CheckIssue, build_case, report_error
from publish.checks.doses import (
    check_afternoons,
    check_counters,
    check_doses,
    check_durations,
    check_fact_forms,
    check_frames,
    check_named_quantities,
    check_notation,
    check_placeholder_order,
    check_shares,
    check_time_units,
)
from publish.checks.features import Feature, features_of
from publish.checks.glossary_terms import check_glossary_terms
from publish.checks.headers import check_header, check_word_lists
from publish.checks.meaning import (
    check_added_negations,
    check_items,
    check_limits,
    check_names,
    check_negations,
    check_opposites,
    check_sentences,
    check_things,
    check_untranslated,
    check_warnings,
)
from publish.checks.number_words import check_number_words, check_spelled_numbers
from publish.po.model import Catalog, Entry, Key, Texts
from publish.project import Finding, Severity, Snapshot
from publish.project.names import catalog_file

CHECKS: tuple[tuple[Check, Feature | None], ...] = (
    (check_doses, Feature.FIGURES),
    (check_afternoons, Feature.FIGURES),
    (check_shares, Feature.FIGURES),
    (check_counters, Feature.LETTERS),
    (check_notation, Feature.FIGURES),
    (check_frames, Feature.COUNTED),
    (check_named_quantities, Feature.QUANTITY),
    (check_durations, Feature.DURATION),
    (check_time_units, Feature.TIME_UNIT),
    (check_number_words, Feature.NUMBER_WORD),
    (check_spelled_numbers, Feature.SPELLED_OUT),
    (check_opposites, Feature.SAYING),
    (check_negations, Feature.NEGATION),
    (check_warnings, Feature.CRITICAL),
    (check_added_negations, Feature.CRITICAL),
    (check_limits, Feature.CRITICAL),
    (check_items, Feature.CRITICAL),
    (check_names, Feature.NAME),
    (check_things, Feature.CRITICAL),
    (check_sentences, Feature.CRITICAL),
    (check_untranslated, Feature.CRITICAL),
    (marks.check_placeholders, Feature.MARKS),
    (check_placeholder_order, Feature.CRITICAL),
    (check_fact_forms, Feature.FORMS),
    (marks.check_links, Feature.MARKS),
    (marks.check_empty_links, Feature.BRACKETS),
    (marks.check_link_schemes, Feature.BRACKETS),
    (marks.check_contacts, Feature.CONTACTS),
    (marks.check_footnotes, Feature.MARKS),
    (marks.check_images, Feature.MARKS),
    (marks.check_code, Feature.MARKS),
    (marks.check_emphasis, Feature.MARKS),
    (marks.check_line_breaks, Feature.MARKS),
    (marks.check_end_newlines, Feature.EDGES),
    (marks.check_html, Feature.BRACKETS),
    (check_glossary_terms, None),
    (writing.check_outer_spaces, Feature.EDGES),
    (writing.check_end_punctuation, Feature.ENDS),
    (writing.check_script_punctuation, Feature.PUNCTUATION),
    (writing.check_doubled_words, None),
    (characters.check_encoding, Feature.LETTERS),
    (characters.check_invisible_characters, Feature.LETTERS),
    (characters.check_mixed_scripts, Feature.LETTERS),
    (writing.check_unchanged, Feature.SAME),
    (writing.check_length, Feature.LENGTH),
)
"""Each check, in the order of its findings, and the feature without which it cannot find anything; None if it always runs."""


def check(snapshot: Snapshot, locale: str, domain: str) -> list[Finding]:
    """Return what is wrong with the catalog of ``domain`` in ``locale``, in the order of the template.

    Waivers are not considered (`publish.approval.waivers`).
    Missing and fuzzy messages are findings only if they are critical, since the others are printed in the source language. A
    pseudo-locale has no findings, because its words mean nothing. A language without word lists is reported once for each guide.
    Raises `PublishError` for a file that is not a PO file, or a glossary that is not a table.
    """
    return [finding for _, finding in check_messages(snapshot, locale, domain)]


def check_messages(snapshot: Snapshot, locale: str, domain: str) -> list[tuple[Entry | None, Finding]]:
    """Return the findings of `check`, each with the translation that it is about; None for those about the catalog."""
    if is_pseudo(locale):
        return []
    catalog = load(snapshot, locale, domain)
    source = source_of(snapshot, domain)
    general = check_word_lists(locale) if domain in snapshot.guides() else ()
    found = _check_entries(catalog, template(snapshot, domain), locale, source, glossary(snapshot, locale))
    return [*((None, _finding(issue, catalog, locale, None, catalog.header)) for issue in general), *found]


def errors_by_message(snapshot: Snapshot, locale: str, domain: str, entries: Iterable[Entry]) -> dict[Key, tuple[Finding, ...]]:
    """Return the errors of ``entries``, translations of ``domain`` in ``locale``, by message; they would stop the output."""
    index, source = {entry.key: entry for entry in entries}, source_of(snapshot, domain)
    catalog, terms = Catalog(name=catalog_file(locale, domain)), glossary(snapshot, locale)
    found = dict[Key, tuple[Finding, ...]]()
    for message in template(snapshot, domain).messages:
        entry = index.get(message.key)
        issues = _message_issues(message, entry, locale, source, terms) if entry else ()
        if errors := tuple(_finding(issue, catalog, locale, message, entry) for issue in issues if issue.severity is Severity.ERROR):
            found[message.key] = errors
    return found


def check_catalog(
    catalog: Catalog, wanted: Catalog, locale: str, source_locale: str = "en", terms: Glossary = Glossary()
) -> Iterator[Finding]:
    """Yield what is wrong with ``catalog`` as a translation of the template ``wanted``."""
    return (finding for _, finding in _check_entries(catalog, wanted, locale, source_locale, terms))


def _check_entries(
    catalog: Catalog, wanted: Catalog, locale: str, source_locale: str, terms: Glossary
) -> Iterator[tuple[Entry | None, Finding]]:
    for issue in check_header(catalog, locale):
        yield None, _finding(issue, catalog, locale, None, catalog.header)
    for message in wanted.messages:
        entry = catalog.index.get(message.key)
        for issue in _message_issues(message, entry, locale, source_locale, terms):
            yield entry, _finding(issue, catalog, locale, message, entry)


def _message_issues(wanted: Entry, entry: Entry | None, locale: str, source_locale: str, terms: Glossary) -> Iterator[CheckIssue]:
    """Yield the issues of one message: of each of its plural forms, or that a critical one is not usable."""
    if entry is None or not entry.usable:
        if is_critical(wanted):
            yield _critical_unusable(entry)
        return
    for msgstr in entry.msgstrs:
        plural = wanted.msgid_plural is not None
        values = wanted.extracted if "}{" in msgstr else ()  # only forms of facts are compared with them
        yield from _text_issues(wanted.msgid_plural or wanted.msgid, plural, wanted.flags, msgstr, locale, source_locale, terms, values)


@lru_cache(maxsize=16384)
def _text_issues(
    source: str, plural: bool, flags: Texts, msgstr: str, locale: str, source_locale: str, terms: Glossary, values: Texts = ()
) -> tuple[CheckIssue, ...]:
    """Return the issues of one text. They are cached, because guides share many texts."""
    if overlong := writing.find_overlong(source, msgstr):
        return (overlong,)
    case = build_case(source, plural, flags, msgstr, locale, source_locale, terms, values)
    return tuple([issue for function in _checks_for(features_of(case)) for issue in function(case)])


@lru_cache(maxsize=256)
def _checks_for(features: frozenset[Feature]) -> tuple[Check, ...]:
    """Return the checks that may find something in a translation with ``features``."""
    return tuple(function for function, feature in CHECKS if feature is None or feature in features)


def _critical_unusable(entry: Entry | None) -> CheckIssue:
    if entry is not None and entry.translated:
        hint = "check the translation, then remove the fuzzy flag"
        return report_error("critical-fuzzy", "a critical message is marked fuzzy", hint)
    hint = "translate it: critical messages are not printed in the source language"
    return report_error("critical-missing", "a critical message is not translated", hint)


def _finding(issue: CheckIssue, catalog: Catalog, locale: str, wanted: Entry | None, entry: Entry | None) -> Finding:
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
