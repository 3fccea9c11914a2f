"""Find what spreadsheets have damaged in the cells of a table, compared with what was exported."""

import re
from collections.abc import Collection, Iterator, Mapping

from publish.exchange.table.columns import report_row
from publish.exchange.table.csv_file import ENCODING_HINT
from publish.exchange.units import TranslationUnit, equal_but_line_ends, message_id
from publish.project import Finding

# What a formula shows that failed: #REF!, #NAME?, in the languages of Excel #BEZUG!, #¿NOMBRE?, #ССЫЛКА!; ##### for a narrow column.
_ERROR_VALUE = re.compile(
    r"#[^\s#]{1,24}[!?]|#(?:N/A|NV|N/D|N/B|ND|NA|I/T|Н/Д|YOK|SAKNAS|PUUTTUU!?|HIÁNYZIK|BRAK|N/DISP\.?|NENÍ_K_DISPOZICI|GETTING_DATA)"
    r"|Err:\d{3}|#{3,}",
    re.IGNORECASE,
)
_ERROR_INSIDE = re.compile(r"#(?:REF|VALUE|NAME|NUM|NULL|DIV/0|SPILL|CALC)[!?]")
# A cell that is a date and nothing else: 01-Feb, 2. Jan, Oct-30, 2026-10-30, 1/2/2026 00:00.
_DATE = re.compile(
    r"\d{1,2}[-./]\s?[^\W\d_]{3,9}\.?(?:[-./ ]\d{2,4})?|[^\W\d_]{3,9}\.?[-./]\d{1,4}"
    r"|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\.?(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?"
    r"|\d{1,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日"
)
_PAIR_OF_NUMBERS = re.compile(r"\d+\s?[-–—/.:]\s?\d+")
_EXPONENT = re.compile(r"\d[.,]?\d*E[+-]?\d+", re.IGNORECASE)
_LOST_LETTERS = re.compile(r"\?{3}|\ufffd")
_LOST_LETTER = re.compile(r"[^\W\d_]\?[^\W\d_]|[^\W\d_]\? [a-zß-öø-ÿа-я]")
# Letters as UTF-7, HZ, quoted-printable and JavaScript write them: +AOk- ~{...~} =C3=A9 \u00e9.
_ESCAPED_LETTERS = re.compile(r"\+[A-Za-z0-9+/]{3,}-|~\{[!-~]*~\}|(?:=[C-F][0-9A-F](?:=[89AB][0-9A-F])+)|\\u[0-9A-Fa-f]{4}")
_WESTERN_PAGES = ("cp1252", "latin-1")
_LATIN_PAGES = ("mac_roman", "cp850", "cp437", "cp1250", "cp1254")
_OTHER_PAGES = ("cp1251", "cp1253", "cp1256")
_LEAST_LETTERS = 3  # by which a text in another script is told: Ukrainian “Ні” looks like a letter in UTF-8
_EXCEL_HINT = "type the text again in a column that is formatted as text, and export or save the table anew"


def find_damage(units: Collection[TranslationUnit], exported: Mapping[str, TranslationUnit], name: str) -> Iterator[Finding]:
    """Yield what a spreadsheet has damaged in ``units``, compared with ``exported``: what would be exported now, by id.

    A row of a message that the catalog no longer has is undamaged if its id is still the digest of its context and source.
    """
    known = {unit.message for unit in exported.values()}
    outdated = {unit.message for unit in units if unit.message not in known and _has_own_id(unit)}
    for unit in units:
        original = exported.get(unit.id)
        if original is None:
            if unit.message not in outdated:
                yield report_row(unit.line, f"there is no text with the id {unit.id}, and the id does not belong to its source", name)
        elif not _has_source_of(unit, original):
            yield report_row(unit.line, "the context or the source is not what was exported", name)
        elif unit.target != original.target and (damage := describe_damage(unit.target, unit.source)):
            yield report_row(unit.line, *damage[:1], name, damage[1])


def describe_damage(target: str, source: str) -> tuple[str, str] | None:
    """Return what a spreadsheet has done to a translation and what to do, None if nothing."""
    cell = target.strip()
    if _ERROR_VALUE.fullmatch(cell) and cell != source.strip() or _ERROR_INSIDE.search(cell) and not _ERROR_INSIDE.search(source):
        return f"the spreadsheet shows the error “{cell[:40]}” in place of the translation", _EXCEL_HINT
    if _DATE.fullmatch(cell) and not _DATE.fullmatch(source.strip()) and _PAIR_OF_NUMBERS.search(source):
        return f"the spreadsheet has made the date “{cell}” of the translation", _EXCEL_HINT
    if _EXPONENT.fullmatch(cell) and not _EXPONENT.fullmatch(source.strip()):
        return f"the spreadsheet has made the number “{cell}” of the translation", _EXCEL_HINT
    if _has_lost_letters(target, source):
        return f"the letters of “{cell[:40]}” were lost when it was saved", ENCODING_HINT
    return None


def _has_source_of(unit: TranslationUnit, original: TranslationUnit) -> bool:
    same_context = equal_but_line_ends(unit.context or "", original.context or "")
    return same_context and equal_but_line_ends(unit.source, original.source)


def _has_own_id(unit: TranslationUnit) -> bool:
    return unit.message in (message_id(unit.context, unit.source), message_id(unit.context or "", unit.source))


def _has_lost_letters(target: str, source: str) -> bool:
    """Tell whether the target was saved in a wrong encoding: ``Ã©`` or ``?`` in place of é."""
    if _is_garbled(target) and not _is_garbled(source):
        return True
    if any(lost.search(target) and not lost.search(source) for lost in (_LOST_LETTERS, _ESCAPED_LETTERS)):
        return True
    return "?" not in source and "¿" not in target and bool(_LOST_LETTER.search(target))


def _is_garbled(text: str) -> bool:
    """Tell whether ``text`` is UTF-8 that was read in another encoding: Ã© instead of é."""
    if text.isascii():
        return False
    if any(_read_as_utf8(text, code_page) for code_page in _WESTERN_PAGES):
        return True
    latin = (_read_as_utf8(text, code_page) for code_page in _LATIN_PAGES)
    others = (_read_as_utf8(text, code_page) for code_page in _OTHER_PAGES)
    return any(found and all(map(_is_latin, found)) for found in latin) or any(len(found) >= _LEAST_LETTERS for found in others)


def _read_as_utf8(text: str, code_page: str) -> str:
    """Return the letters beyond ASCII that the bytes of ``text`` in a code page are in UTF-8; none if they are not UTF-8.

    Windows reads bytes without a letter as control characters.
    """
    try:
        data = b"".join(each.encode(code_page) if not "\x80" <= each <= "\x9f" else each.encode("latin-1") for each in text)
        return "".join(each for each in data.decode("utf-8") if not each.isascii())
    except UnicodeError:
        return ""


def _is_latin(letter: str) -> bool:
    """Tell whether ``letter`` is a Latin letter or a sign of Latin texts, such as a quotation mark."""
    return "\u00a0" <= letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff" or "\u2010" <= letter <= "\u20ac"
