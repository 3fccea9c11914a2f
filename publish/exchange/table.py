"""CSV for a translator with a spreadsheet (RFC 4180, UTF-8 with the mark that Excel needs to see it).

Read is what spreadsheets make of it, too: semicolons or tabs instead of commas, UTF-16 (Excel's “Unicode text”).

A cell that a spreadsheet would run as a formula is written with an apostrophe before it, which comes off on the way
back (OWASP, CSV Injection). A spreadsheet damages what it does not understand, so that a file of which one cell is
damaged is refused as a whole: nobody knows what else happened to it.
"""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from publish.exchange.unit import MOST_BYTES, State, Unit, same_words, unit_id
from publish.project import Finding, PublishError, Severity, problem

COLUMNS = ("id", "context", "source", "target", "state", "note")

_ID = re.compile(r"m[0-9a-f]{16}(?:\.\d)?")
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_LOST = re.compile(r"\?{3}|\ufffd")
_HINT = "export again and put the translations into the new file"
_ENCODING_HINT = "save the spreadsheet as “CSV UTF-8”"


def write(messages: Iterable[tuple[Unit, ...]]) -> bytes:
    """Return a table of ``messages``, a row for each text or plural form."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(_row(unit) for message in messages for unit in message)
    return BOM_UTF8 + file.getvalue().encode("utf-8", "surrogatepass")


def read(data: bytes, name: str) -> tuple[Unit, ...]:
    """Return the units of a table called ``name``; commas, semicolons or tabs may part its cells.

    Raises `PublishError`: ``table-encoding`` (neither UTF-8 nor UTF-16), ``table-damaged`` with every row that cannot be taken in and why.
    """
    rows = list(_rows(_decoded(data, name), name))
    if not rows or tuple(rows[0][1]) != COLUMNS:
        message = f"the first row does not name the columns {', '.join(COLUMNS)}"
        raise problem("table-damaged", message, file=name, line=1, hint=_HINT)
    body = [(number, [_unguarded(cell) for cell in row]) for number, row in rows[1:] if any(row)]
    seen = Counter(row[0] for _, row in body)
    found = [finding for number, row in body for finding in _row_damage(number, row, seen, name)]
    if found:
        raise PublishError(*found)
    return tuple(_unit(number, row) for number, row in body)


def damage(units: Collection[Unit], sent: Mapping[str, Unit], name: str) -> Iterator[Finding]:
    """Yield what a spreadsheet did to ``units``, in comparison with what the catalog would send now, by id.

    A row that the catalog no longer has is sound as long as its id is still the digest of its context and source.
    """
    known = {unit.message for unit in sent.values()}
    stale = {unit.message for unit in units if unit.message not in known and _is_itself(unit)}
    for unit in units:
        was = sent.get(unit.id)
        if was is None:
            if unit.message not in stale:
                yield _damaged(unit.line, f"there is no text with the id {unit.id}, and it is not that of its source", name)
        elif not (same_words(unit.source, was.source) and same_words(unit.context or "", was.context or "")):
            yield _damaged(unit.line, "the context or the source is not what was exported", name)
        elif unit.target != was.target and (_garbled(unit.target) or (_LOST.search(unit.target) and not _LOST.search(unit.source))):
            yield _damaged(unit.line, f"the letters of “{unit.target[:40]}” were lost when it was saved", name, _ENCODING_HINT)


def _damaged(row: int | None, why: str, name: str, hint: str = _HINT) -> Finding:
    return Finding(Severity.ERROR, "table-damaged", f"row {row}: {why}", file=name, line=row, hint=hint)


def _row(unit: Unit) -> tuple[str, ...]:
    offers = (f"Suggestion ({offer.score:.0%}, {offer.origin}): {offer.text}" for offer in unit.offers)
    note = "\n".join((*unit.notes, *unit.references, *offers))
    return tuple(map(_guarded, (unit.id, unit.context or "", unit.source, unit.target, unit.state, note)))


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _decoded(data: bytes, name: str) -> str:
    if len(data) > MOST_BYTES:
        raise problem("table-damaged", f"the file is larger than {MOST_BYTES:,} bytes", file=name, hint=_HINT)
    form = "UTF-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "UTF-8"
    try:
        return data.decode(form) if form == "UTF-16" else data.removeprefix(BOM_UTF8).decode(form, "surrogatepass")
    except UnicodeDecodeError as error:
        row = data[: error.start].decode(form, "ignore").count("\n") + 1
        message = f"line {row} of the file is not {form}: letters were lost when it was saved"
        raise problem("table-encoding", message, file=name, line=row, hint=_ENCODING_HINT) from error


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with their numbers, as a spreadsheet counts them."""
    parting = next((sign for sign in ",;\t" if text.lstrip('"').startswith(f'id"{sign}') or text.startswith(f"id{sign}")), ",")
    number = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=parting, strict=True), 1):
            yield number, row
    except csv.Error as error:
        raise PublishError(_damaged(number + 1, f"it cannot be read: {error}", name)) from error


def _row_damage(number: int, row: list[str], seen: Counter[str], name: str) -> Iterator[Finding]:
    if len(row) != len(COLUMNS):
        yield _damaged(number, f"it has {len(row)} cells, not {len(COLUMNS)}", name)
        return
    identity, state = row[0], row[4]
    if not _ID.fullmatch(identity):
        yield _damaged(number, f"“{identity}” is no id" if identity else "the id is lost", name)
    elif seen[identity] > 1:
        yield _damaged(number, f"the id {identity} stands in {seen[identity]} rows", name)
    if state.strip().lower() not in ("", *State):
        yield _damaged(number, f"“{state}” is no state", name, f"write {', '.join(State)}")


def _is_itself(unit: Unit) -> bool:
    return unit.message in (unit_id(unit.context, unit.source), unit_id(unit.context or "", unit.source))


def _garbled(text: str) -> bool:
    """Tell whether ``text`` is UTF-8 that was read as Windows-1252: é has become Ã©."""
    if text.isascii():
        return False
    try:
        return not text.encode("cp1252").decode("utf-8").isascii()
    except UnicodeError:
        return False


def _unit(number: int, row: list[str]) -> Unit:
    identity, context, source, target, state, _ = row
    fuzzy = state.strip().lower() == State.FUZZY
    # Whoever fills in a text seldom thinks of the state: a text that is there is translated.
    known = State.MISSING if not target else State.FUZZY if fuzzy else State.TRANSLATED
    return Unit(identity, source, target, known, context or None, line=number)
