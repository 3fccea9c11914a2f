"""Check one translation, or a few entries, in a test."""

from dataclasses import replace

from publish.catalog.glossary import Glossary
from publish.checks import check_catalog
from publish.checks.case import Check, case_of
from publish.po.model import Catalog, Entry
from publish.project import Finding, Severity

CRITICAL = "priority:200"


def findings(locale: str, *entries: Entry, terms: Glossary = Glossary()) -> list[Finding]:
    """Check the entries; their flags say what the template says of them, ``plain`` that they are no Markdown."""
    wanted = Catalog(tuple(replace(entry, msgstr="", flags=(*entry.flags, "md-text") if "plain" not in entry.flags else entry.flags)
                           for entry in entries))
    header = Entry("", f"Language: {locale}\nPlural-Forms: nplurals=2; plural=(n != 1);\n")
    return list(check_catalog(Catalog((header, *entries)), wanted, locale, "en", terms))


def codes(locale: str, source: str, target: str, *flags: str, terms: Glossary = Glossary()) -> set[str]:
    return {finding.code for finding in findings(locale, Entry(source, target, flags=flags), terms=terms)}


def run_check(check: Check, locale: str, source: str, target: str, *flags: str, source_locale: str = "en") -> list[tuple[str, Severity]]:
    """Return the code and severity of each issue that one check finds in a Markdown text."""
    case = case_of(Entry(source, flags=("md-text", *flags)), target, locale, source_locale)
    issues = list(check(case))
    assert all(issue.message and issue.hint for issue in issues)
    return [(issue.code, issue.severity) for issue in issues]
