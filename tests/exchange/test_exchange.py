"""Exchange: what goes out comes back the same, and nothing that is stale, broken or hostile comes in."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from publish.catalog.machine_translation import MACHINE_NOTE
from publish.cli.export import FORMATS as OFFERED
from publish.exchange import FORMATS, AcceptedUnits, ImportOptions, TranslationUnit, accept_units, catalog_units
from publish.exchange.spreadsheet import COLUMNS, find_damage, read_spreadsheet, write_spreadsheet
from publish.exchange.tmx import write_tmx
from publish.exchange.units import message_id
from publish.exchange.xliff_reader import read_xliff
from publish.exchange.xliff_writer import write_xliff
from publish.po.model import Catalog, Entry, Previous
from publish.project import PublishError

OPTIONS = ImportOptions("exchange/es.asthma.xlf", "es")
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
BEGINNINGS = st.sampled_from(["", "=", "'=", "''+", "-", "@", "'", "'a"])
PLAIN = st.builds(str.__add__, BEGINNINGS, st.sampled_from(["é", "x\ny", 'a"b', "a;b,c"]))


def entries(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Entry]:
    """Return entries of all kinds: with context or none, fuzzy or not, singular or plural, translated or not."""
    flags, context = st.sampled_from([(), ("fuzzy",)]), st.none() | texts
    wanted = texts.filter(bool)
    one = st.builds(Entry, wanted, st.just("") | texts, context, flags=flags, comments=st.sampled_from([(), ("mine",)]))
    forms = st.just(("", "")) | st.tuples(texts, texts)
    many = st.builds(Entry, wanted, st.just(""), context, wanted, forms, flags=flags, references=st.just(("source/a/guide.md#b",)))
    return one | many


def catalogs(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Catalog]:
    """Return catalogs of two plural forms without duplicates."""
    listed = st.lists(entries(texts), max_size=5, unique_by=lambda entry: entry.key)
    header = Catalog().with_headers(Language="es", Plural_Forms="nplurals=2; plural=(n != 1);")
    return listed.map(lambda found: replace(header, entries=(*header.entries, *found)))


def by_xliff(catalog: Catalog) -> tuple[TranslationUnit, ...]:
    """Return the units of a catalog after a journey as XLIFF."""
    [part] = read_xliff(write_xliff(catalog_units(catalog), "locales/es/LC_MESSAGES/a.po", "en", "es"), "a.xlf")
    return part.units


def by_table(catalog: Catalog) -> tuple[TranslationUnit, ...]:
    """Return the units of a catalog after a journey as CSV."""
    return read_spreadsheet(write_spreadsheet(catalog_units(catalog)), "a.csv")


@pytest.mark.parametrize("journey", [by_xliff, by_table])
@given(catalog=catalogs(ANY))
def test_what_goes_out_and_comes_back_changes_nothing(journey: Callable[[Catalog], tuple[TranslationUnit, ...]], catalog: Catalog) -> None:
    received = journey(catalog)
    result = accept_units(catalog, catalog, received, OPTIONS)
    assert result.catalog.entries == catalog.entries and not result.findings and not result.accepted
    sent = {unit.id: unit for message in catalog_units(catalog) for unit in message}
    assert journey is not by_table or not list(find_damage(received, sent, "a.csv"))


@pytest.mark.parametrize("journey", [by_xliff, by_table])
@given(catalog=catalogs(PLAIN))
def test_translations_and_their_states_arrive(journey: Callable[[Catalog], tuple[TranslationUnit, ...]], catalog: Catalog) -> None:
    empty = replace(catalog, entries=tuple(map(blank, catalog.entries)))
    arrived = accept_units(empty, catalog, journey(catalog), OPTIONS)
    assert not arrived.findings
    for sent, got in zip(catalog.messages, arrived.catalog.messages, strict=True):
        assert got.msgstrs == sent.msgstrs
        assert got.fuzzy == (sent.fuzzy and sent.translated)


def blank(entry: Entry) -> Entry:
    """Return an entry without its translation; the header as it is."""
    return entry if entry.is_header else replace(entry, msgstr="", msgstr_plural=("",) * len(entry.msgstr_plural), flags=())


def catalog_of(*found: Entry) -> Catalog:
    """Return a catalog of ``found``."""
    return Catalog(found)


TAKE = Entry("Take {dose} of [this](https://example.org).", flags=("md-text",))
STOP = Entry("Stop", "Pare", comments=("mine",))


def received(entry: Entry, target: str, **more: object) -> TranslationUnit:
    """Return ``entry`` as it comes back with ``target``."""
    said = " ".join(f'{key}="{value}"' for key, value in ({"state": "translated"} | more).items())
    data = (
        f'<xliff version="1.2"><file original="a" target-language="es"><body><trans-unit id="{message_id(entry.msgctxt, entry.msgid)}">'
        f"<source>{entry.msgid}</source><target {said}>{target}</target>"
        "</trans-unit></body></file></xliff>"
    )
    return read_xliff(data.encode(), "a.xlf")[0].units[0]


def test_a_broken_translation_is_refused_and_the_others_come_in() -> None:
    catalog = catalog_of(TAKE, STOP)
    units = [received(TAKE, "Tome {dosis} de [esto](https://example.org)."), received(STOP, "Deténgase")]
    result = accept_units(catalog, catalog, units, OPTIONS)
    assert [(finding.code, finding.line, finding.msgid) for finding in result.findings] == [("placeholder-changed", 1, TAKE.msgid)]
    assert result.catalog.entries == (TAKE, replace(STOP, msgstr="Deténgase"))
    assert all(finding.hint and finding.file for finding in result.findings)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("Tome {dose} de [esto](https://example.com).", "link-changed"),
        ("Tome {dose} de [esto](javascript:x).", "link-scheme"),
        ("Tome {dose}<ph id='1'/> de [esto](https://example.org).", "control-character"),
        ("Tome \u202e{dose} de [esto](https://example.org).", "bidi-control"),
    ],
)
def test_markup_is_guarded_by_the_flags_of_the_template(target: str, code: str) -> None:
    catalog = catalog_of(replace(TAKE, flags=()))
    result = accept_units(catalog, catalog_of(TAKE), [received(TAKE, target)], OPTIONS)
    assert code in {finding.code for finding in result.findings}
    assert result.catalog.entries == catalog.entries


def test_what_a_machine_translated_waits_for_a_person() -> None:
    catalog = catalog_of(TAKE, STOP)
    told = accept_units(catalog, catalog, [received(STOP, "Alto", **{"state-qualifier": "leveraged-mt"})], OPTIONS).catalog
    assert told.entries[1].fuzzy and told.entries[1].comments == ("mine", MACHINE_NOTE + "es.asthma.xlf; a person has to check it.")
    said = accept_units(catalog, catalog, [received(STOP, "Alto")], replace(OPTIONS, machine=True)).catalog
    assert said.entries == told.entries
    checked = accept_units(told, catalog, [received(STOP, "Alto")], OPTIONS).catalog.entries[1]
    assert not checked.fuzzy and checked.comments == ("mine", MACHINE_NOTE + "es.asthma.xlf."), "it stays a machine's, for the reviser"
    assert accept_units(catalog, catalog, [received(STOP, "Pare")], replace(OPTIONS, machine=True)).catalog.entries == catalog.entries


def test_states_come_in_and_an_empty_target_erases_nothing() -> None:
    old = replace(STOP, flags=("fuzzy",), previous=Previous("Halt"))
    final = accept_units(catalog_of(old), catalog_of(STOP), [received(STOP, "Pare", state="final")], OPTIONS)
    assert final.catalog.entries == (STOP,)
    waiting = accept_units(catalog_of(STOP), catalog_of(STOP), [received(STOP, "Pare", state="needs-review-translation")], OPTIONS)
    assert waiting.catalog.entries[0].fuzzy
    assert accept_units(catalog_of(STOP), catalog_of(STOP), [received(STOP, " ")], OPTIONS) == AcceptedUnits(catalog_of(STOP), 0, 1, ())


def test_what_is_not_that_of_the_catalog_is_refused() -> None:
    catalog = catalog_of(TAKE, STOP)
    gone, changed = received(Entry("Gone"), "x"), replace(received(STOP, "x"), source="Stop!")
    plural = Entry("one day", msgid_plural="%d days", msgstr_plural=("", ""))
    half = replace(received(plural, "un día"), id=message_id(None, "one day") + ".0")
    result = accept_units(catalog_of(TAKE, STOP, plural), catalog, [gone, changed, half, *[received(TAKE, "y")] * 2], OPTIONS)
    assert [finding.code for finding in result.findings] == ["unit-unknown", "unit-source-changed", "unit-incomplete", "unit-duplicate"]
    assert not result.accepted


def test_xliff_2_is_read() -> None:
    segments = "<segment state='final'><source>St</source><target>Pa</target></segment>"
    segments += "<segment><source>op</source><target>re</target></segment>"
    data = f"<xliff version='2.0' srcLang='en' trgLang='es'><file id='f' original='a'><unit id='u'>{segments}</unit></file></xliff>"
    [part] = read_xliff(data.encode(), "a.xlf")
    assert (part.original, part.language) == ("a", "es")
    assert part.units == (TranslationUnit("u", "Stop", "Pare", part.units[0].state.TRANSLATED, line=1),)


LAUGHS = "".join(f'<!ENTITY l{n} "' + f"&l{n - 1};" * 10 + '">' for n in range(1, 10))


@pytest.mark.parametrize(
    "data",
    [
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><xliff>&l9;</xliff>',
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xliff>&f;</xliff>',
        '<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><xliff/>',
    ],
)
def test_hostile_xml_is_refused(data: str) -> None:
    with pytest.raises(PublishError) as caught:
        read_xliff(data.encode(), "a.xlf")
    assert [finding.code for finding in caught.value.findings] == ["xliff-unsafe"]


@pytest.mark.parametrize(
    "data", ["", "<xliff>", "<html/>", "\0", "<a>" * 100_000, "<?xml version='1.0' encoding='nonsense'?><a/>", "<xliff>\x1b</xliff>"]
)
def test_broken_xml_is_refused(data: str) -> None:
    with pytest.raises(PublishError) as caught:
        read_xliff(data.encode(), "a.xlf")
    assert caught.value.findings[0].code == "xliff-broken" and caught.value.findings[0].hint


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_kindly(data: bytes) -> None:
    for read in (read_xliff, read_spreadsheet):
        try:
            read(data, "a")
        except PublishError as error:
            assert error.findings[0].hint


def rows_of(catalog: Catalog) -> list[list[str]]:
    """Return the cells of the table of ``catalog``."""
    return list(csv.reader(io.StringIO(write_spreadsheet(catalog_units(catalog)).decode("utf-8-sig"), newline="")))


def text_of(rows: list[list[str]], **options: str) -> bytes:
    """Return ``rows`` as a spreadsheet saves them."""
    file = io.StringIO(newline="")
    csv.writer(file, **options).writerows(rows)  # type: ignore[arg-type]
    return file.getvalue().encode()


NAMES = {name: place for place, name in enumerate(COLUMNS)}


def damaged(row: int, column: str, value: str) -> bytes:
    """Return the table of two messages with one cell overwritten; row 2 is the first below the heading."""
    rows = rows_of(catalog_of(TAKE, STOP))
    rows[row - 1][NAMES[column]] = value
    return text_of(rows)


def refusal(data: bytes) -> str:
    """Return what is said of a damaged table of `TAKE` and `STOP`."""
    sent = {unit.id: unit for message in catalog_units(catalog_of(TAKE, STOP)) for unit in message}
    try:
        return "\n".join(map(str, find_damage(read_spreadsheet(data, "a.csv"), sent, "a.csv")))
    except PublishError as error:
        return str(error)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (damaged(3, "source", "Stopp"), "a.csv:3: error: row 3: the context or the source is not what was exported"),
        (damaged(3, "context", "x"), "row 3: the context"),
        (damaged(3, "id", ""), "row 3: the id is missing"),
        (damaged(3, "id", "1.2E+45"), "row 3: “1.2E+45” is not an id"),
        (damaged(3, "id", "m0123456789abcdef"), "row 3: there is no text with the id"),
        (damaged(3, "id", message_id(None, TAKE.msgid)), "row 2: the id"),
        (damaged(3, "state", "done"), "“done” is not a state"),
        (damaged(3, "target", "Det\u00c3\u00a9ngase"), "were lost when it was saved"),
        (damaged(3, "target", "?????"), "were lost when it was saved"),
        (damaged(1, "target", "Ziel"), "does not name the columns"),
        (text_of([*rows_of(catalog_of(TAKE)), ["m0123456789abcdef", "", "Stop"]]), "row 3: it has 3 cells, not 6"),
        (text_of(rows_of(catalog_of(TAKE, STOP))).replace(b"Pare", "Paré".encode("cp1252")), "is not UTF-8"),
        (text_of(rows_of(catalog_of(TAKE, STOP))).decode().encode("utf-16")[:-1], "line 3 of the file is not UTF-16"),
        (text_of(rows_of(catalog_of(TAKE, STOP))) + b'"open', "cannot be read"),
        (b"", "does not name the columns"),
    ],
)
def test_a_damaged_table_is_refused_with_row_and_reason(data: bytes, said: str) -> None:
    told = refusal(data)
    assert said in told and "next:" in told


def test_a_row_of_an_older_export_is_stale_not_damaged() -> None:
    rows = rows_of(catalog_of(TAKE, STOP, Entry("Gone", "Ido")))
    assert refusal(text_of(rows)) == ""


@pytest.mark.parametrize(("encoding", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
def test_unicode_text_of_excel_is_read(encoding: str, mark: bytes) -> None:
    arabic = Entry("Stop,\n\"now\"!", "توقف\tالآن 💊\n“x”")
    found = read_spreadsheet(mark + text_of(rows_of(catalog_of(arabic, STOP)), delimiter="\t").decode().encode(encoding), "a.txt")
    assert [(unit.source, unit.target) for unit in found] == [(arabic.msgid, arabic.msgstr), (STOP.msgid, STOP.msgstr)]


@pytest.mark.parametrize("options", [{"delimiter": ";"}, {"delimiter": "\t"}, {"lineterminator": "\n"}, {"quotechar": '"'}])
def test_tables_as_spreadsheets_of_other_countries_write_them_are_read(options: dict[str, str]) -> None:
    assert refusal(text_of(rows_of(catalog_of(TAKE, STOP)), **options)) == ""
    assert refusal(text_of(rows_of(catalog_of(TAKE, STOP)) + [[""] * 6], **options)) == ""


@given(ANY)
def test_no_cell_of_a_table_is_a_formula(text: str) -> None:
    [_, row] = rows_of(catalog_of(Entry(text or "a", text, text, extracted=(text,))))
    assert not [cell for cell in row if cell[:1] and cell[0] in "=+-@\t\r\n"]
    assert by_table(catalog_of(Entry(text or "a", text, text)))[0].target == text


def test_a_filled_in_text_is_translated_whatever_its_state_says() -> None:
    unit = read_spreadsheet(damaged(2, "target", "Tome"), "a.csv")[0]
    assert unit.state == "translated"


def test_a_memory_goes_out_with_what_is_translated() -> None:
    plural = Entry("one day", msgid_plural="%d days", msgstr_plural=("un día", "%d días"), msgctxt="time")
    data = write_tmx([("asthma", catalog_of(TAKE, STOP, plural, Entry("\x1b", "\x1b"), Entry("a <b>", "a & <c>")), "en")], "pt-BR")
    segments = [segment.text for segment in fromstring(data).iter("seg")]
    assert segments == ["Stop", "Pare", "one day", "un día", "%d days", "%d días", "a <b>", "a & <c>"]


def test_the_command_offers_every_format() -> None:
    assert OFFERED == FORMATS
