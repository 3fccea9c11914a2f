"""Find what ``msgfmt -c`` refuses in a file with valid syntax: the header, plural forms, line breaks and format strings.

Only texts that would be used are checked: those that are translated and not fuzzy.
"""

import re
from collections.abc import Iterator

from publish.po.model import Catalog, Entry
from publish.po.plurals import check_plural_rule, plural_rule
from publish.po.python_format import FormatArguments, arguments_differ, format_arguments, is_python_format
from publish.project import Finding, Severity

_ABOVE = re.compile(rb"^msgid\b.*?^(?=msgstr)", re.DOTALL | re.MULTILINE)
_RANGE = re.compile(r"range:\s*(\d{1,9})\.\.(\d{1,9})", re.ASCII)
_HEADER = 'begin it with: msgid "" / msgstr "Content-Type: text/plain; charset=UTF-8\\n", or take the header from an earlier copy'


def catalog_faults(catalog: Catalog) -> Iterator[Finding]:
    """Yield an error for each fault, with the line of the msgstr."""
    header = catalog.header
    if header is None or not header.msgstr:
        yield _at_msgstr(catalog, header, "po-header", "the file has no header", _HEADER)
        return
    used = [entry for entry in catalog.messages if entry.msgstrs and entry.msgstrs[0] and not entry.fuzzy]
    plural = [entry for entry in used if entry.msgid_plural is not None]
    yield from _plural_faults(catalog, header, plural)
    for entry in used:
        # Most entries have neither line breaks nor flags; two generators for each would take most of the time.
        if entry.msgid and ("\n" in entry.msgid or "\n" in entry.msgstr or entry.msgid_plural is not None):
            yield from _line_break_faults(catalog, entry)
        if entry.msgid and (entry.flags or entry.sticky_flags):
            yield from _format_faults(catalog, entry, header.msgstr)


def _plural_faults(catalog: Catalog, header: Entry, plural: list[Entry]) -> Iterator[Finding]:
    """Yield an error for a plural rule that cannot be used, or for each message with another number of forms."""
    hint = "write the Plural-Forms of the language, as `publish init` does, and as many msgstr[N]"
    if not plural and not ("plural=" in header.msgstr and "nplurals=" in header.msgstr):
        return
    try:
        number, _ = check_plural_rule(header.msgstr)
    except ValueError as error:
        yield _at_msgstr(catalog, header, "plural-forms", f"the plural rule of the header cannot be used: {error}", hint)
        return
    for entry in plural:
        if len(entry.msgstr_plural) != number:
            message = f"the message has {len(entry.msgstr_plural)} plural forms, but the header states {number}"
            yield _at_msgstr(catalog, entry, "plural-forms", message, hint)


def _line_break_faults(catalog: Catalog, entry: Entry) -> Iterator[Finding]:
    others = entry.msgstrs if entry.msgid_plural is None else (entry.msgid_plural, *entry.msgstr_plural)
    for place, test in (("begin", str.startswith), ("end", str.endswith)):
        if any(test(text, "\n") != test(entry.msgid, "\n") for text in others):
            hint = f"{place} the translation with \\n where the msgid does, and only there"
            yield _at_msgstr(catalog, entry, "newline-changed", f"msgid and msgstr do not both {place} with a line break", hint)


def _format_faults(catalog: Catalog, entry: Entry, header: str) -> Iterator[Finding]:
    if not is_python_format(entry.flags + entry.sticky_flags):
        return
    source = format_arguments(entry.msgid if entry.msgid_plural is None else entry.msgid_plural)
    # A msgid that is not a valid format string is not checked.
    if source is not None and any(_form_differs(source, entry, form, header) for form in range(len(entry.msgstrs))):
        hint = "copy the placeholders of the msgid exactly; if it has none, ask the maintainers to remove the flag"
        yield _at_msgstr(catalog, entry, "format-changed", "msgid and msgstr do not take the same arguments as python-format", hint)


def _form_differs(source: FormatArguments, entry: Entry, form: int, header: str) -> bool:
    """Tell whether one form of a translation takes other arguments than its message."""
    target = format_arguments(entry.msgstrs[form])
    all_needed = len(entry.msgstrs) == 1 or _is_general(entry, form, header)
    return target is None or arguments_differ(source, target, all_needed)


def _is_general(entry: Entry, form: int, header: str) -> bool:
    """Tell whether a plural form stands for several of the counts that the message can have (flag ``range: LOW..HIGH``)."""
    counts = _RANGE.search(" ".join(entry.flags + entry.sticky_flags))
    try:
        general = form in check_plural_rule(header)[1]
        if not general or not counts:
            return general
        low, high = int(counts[1]), int(counts[2])
        rule = plural_rule(header)[1]
        return low > high or sum(rule(count) == form for count in range(low, min(high, low + 1000) + 1)) > 1
    except (ValueError, ZeroDivisionError):
        return False


def _at_msgstr(catalog: Catalog, entry: Entry | None, code: str, message: str, hint: str) -> Finding:
    line, msgid = (_msgstr_line(entry), entry.msgid or None) if entry else (1, None)
    return Finding(Severity.ERROR, code, message, file=catalog.name or None, line=line, msgid=msgid, hint=hint)


def _msgstr_line(entry: Entry) -> int | None:
    """Return the line of the msgstr if the entry is laid out line by line, else that of the msgid."""
    above = _ABOVE.search(entry.origin.raw) if entry.origin else None
    return (entry.line or 1) + above[0].count(b"\n") if above else entry.line
