"""Write XLIFF 1.2 (OASIS) for translation tools; plural forms follow its representation guide for PO."""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from publish import __version__
from publish.catalog.memory import Suggestion
from publish.exchange.units import TranslationUnit, UnitGroup, UnitState
from publish.exchange.xml_escape import is_xml_text, xml_attribute, xml_text

_STATES = {
    UnitState.MISSING: "needs-translation",
    UnitState.FUZZY: "needs-review-translation",
    UnitState.TRANSLATED: "translated",
}


def write_xliff(groups: Iterable[UnitGroup], original: str, source_language: str, language: str) -> bytes:
    """Return an XLIFF 1.2 file of ``groups``; ``original`` names the catalog, the languages are BCP 47 tags.

    A message with control characters, which XML cannot contain, is left out.
    """
    names = f"original={xml_attribute(original)} source-language={quoteattr(source_language)} target-language={quoteattr(language)}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">',
        f'<file {names} datatype="po">',
        f'<header><tool tool-id="publish" tool-name="clinic-publish" tool-version="{__version__}"/></header>',
        "<body>",
        *(_group(group) for group in groups if _is_writable(group)),
        "</body>",
        "</file>",
        "</xliff>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _is_writable(group: UnitGroup) -> bool:
    return all(is_xml_text(text) for unit in group for text in (unit.source, unit.target, unit.context or ""))


def _group(group: UnitGroup) -> str:
    first = group[0]
    units = "\n".join(map(_trans_unit, group))
    return f'<group restype="x-gettext-plurals" id="{first.message}">\n{units}\n</group>' if first.id != first.message else units


def _trans_unit(unit: TranslationUnit) -> str:
    contexts = [f'<context context-type="sourcefile">{xml_text(reference)}</context>' for reference in unit.references]
    if unit.context is not None:
        contexts.append(f'<context context-type="x-gettext-msgctxt">{xml_text(unit.context)}</context>')
    lines = [
        f'<trans-unit id="{unit.id}" xml:space="preserve">',
        f"<source>{xml_text(unit.source)}</source>",
        f'<target state="{_STATES[unit.state]}">{xml_text(unit.target)}</target>',
        *([f'<context-group purpose="information">{"".join(contexts)}</context-group>'] if contexts else []),
        *(f'<note from="developer">{xml_text(note)}</note>' for note in unit.notes),
        *map(_alt_trans, unit.suggestions),
        "</trans-unit>",
    ]
    return "\n".join(lines)


def _alt_trans(suggestion: Suggestion) -> str:
    attributes = f'match-quality="{suggestion.score:.0%}" origin={xml_attribute(suggestion.origin)}'
    return f'<alt-trans {attributes}><target xml:space="preserve">{xml_text(suggestion.text)}</target></alt-trans>'
