"""What ``msgfmt -c`` refuses in a file that is PO: in its header, and in what a translation must share with its message.

Only what would be used is looked at: texts that are translated and not fuzzy.
"""

import re
from collections.abc import Iterator

from publish.po.formats import Arguments, Format, wanted_formats
from publish.po.model import Catalog, Entry
from publish.po.plurals import plural_rule, tried_rule
from publish.project import Finding, Severity

_ABOVE = re.compile(rb"^msgid\b.*?^(?=msgstr)", re.DOTALL | re.MULTILINE)
_RANGE = re.compile(r"range:\s*(\d{1,9})\.\.(\d{1,9})", re.ASCII)
_HEADER = 'begin it with: msgid "" / msgstr "Content-Type: text/plain; charset=UTF-8\\n", or take the header from an earlier copy'


def faults(catalog: Catalog) -> Iterator[Finding]:
    """Yield what is wrong, with the line of the msgstr."""
    header = catalog.header
    if header is None or not header.msgstr:
        yield _at_msgstr(catalog, header, "po-header", "the file has no header", _HEADER)
        return
    used = [entry for entry in catalog.messages if entry.msgstrs and entry.msgstrs[0] and not entry.fuzzy]
    plural = [entry for entry in used if entry.msgid_plural is not None]
    yield from _plural_faults(catalog, header, plural)
    for entry in used:
        # Most have neither; to begin two generators for each entry of each file is what would take the time.
        if entry.msgid and ("\n" in entry.msgid or "\n" in entry.msgstr or entry.msgid_plural is not None):
            yield from _text_faults(catalog, entry)
        if entry.msgid and (entry.flags or entry.sticky_flags):
            yield from _format_faults(catalog, entry, header.msgstr)


def _plural_faults(catalog: Catalog, header: Entry, plural: list[Entry]) -> Iterator[Finding]:
    """Compare the plural rule of the header with the forms that the messages have."""
    hint = "write the Plural-Forms of the language, as `publish init` does, and as many msgstr[N]"
    if not plural and not ("plural=" in header.msgstr and "nplurals=" in header.msgstr):
        return
    try:
        number, _ = tried_rule(header.msgstr)
    except ValueError as error:
        yield _at_msgstr(catalog, header, "plural-forms", f"the plural rule of the header cannot be used: {error}", hint)
        return
    for entry in plural:
        if len(entry.msgstr_plural) != number:
            message = f"the message has {len(entry.msgstr_plural)} plural forms, the header says {number}"
            yield _at_msgstr(catalog, entry, "plural-forms", message, hint)


def _text_faults(catalog: Catalog, entry: Entry) -> Iterator[Finding]:
    others = entry.msgstrs if entry.msgid_plural is None else (entry.msgid_plural, *entry.msgstr_plural)
    for place, same in (("begin", str.startswith), ("end", str.endswith)):
        if any(same(text, "\n") != same(entry.msgid, "\n") for text in others):
            hint = f"{place} the translation with \\n where the msgid does, and only there"
            yield _at_msgstr(catalog, entry, "newline-changed", f"msgid and msgstr do not both {place} with a line break", hint)


def _format_faults(catalog: Catalog, entry: Entry, rule: str) -> Iterator[Finding]:
    flags = entry.flags + entry.sticky_flags
    for name, language in wanted_formats(flags) if "-format" in "".join(flags) else ():
        source = language.read(entry.msgid if entry.msgid_plural is None else entry.msgid_plural, False)
        if source is not None and any(_differs(language, source, entry, form, rule) for form in range(len(entry.msgstrs))):
            hint = "copy the placeholders of the msgid to the letter; where there are none, let the maintainers take the flag away"
            yield _at_msgstr(catalog, entry, "format-changed", f"msgid and msgstr do not take the same arguments as {name}-format", hint)


def _differs(language: Format, source: Arguments, entry: Entry, form: int, rule: str) -> bool:
    """Tell whether a form takes other arguments than its message; one for a single count ("one page") may leave some out."""
    target = language.read(entry.msgstrs[form], True)
    return target is None or language.differs(source, target, len(entry.msgstrs) == 1 or _is_general(entry, form, rule))


def _is_general(entry: Entry, form: int, rule: str) -> bool:
    """Tell whether a plural form stands for any number of counts, and not for one alone of those that the message can have."""
    try:
        general = form in tried_rule(rule)[1]
    except ValueError:
        return False
    counts = _RANGE.search(" ".join(entry.flags + entry.sticky_flags))
    if not general or not counts:
        return general
    low, high = int(counts[1]), int(counts[2])
    return low > high or sum(plural_rule(rule)[1](count) == form for count in range(low, min(high, low + 1000) + 1)) > 1


def _at_msgstr(catalog: Catalog, entry: Entry | None, code: str, message: str, hint: str) -> Finding:
    line, msgid = (_line(entry), entry.msgid or None) if entry else (1, None)
    return Finding(Severity.ERROR, code, message, file=catalog.name or None, line=line, msgid=msgid, hint=hint)


def _line(entry: Entry) -> int | None:
    """Return the line of the msgstr, where the entry is laid out line by line; else that of the msgid."""
    above = _ABOVE.search(entry.origin.raw) if entry.origin else None
    return (entry.line or 1) + above[0].count(b"\n") if above else entry.line
