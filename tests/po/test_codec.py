"""The PO codec: nothing is lost, an edit touches its own lines, and gettext's tools agree."""

import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.po.codec import read_po, write_po
from publish.po.model import Catalog, Entry, Previous
from publish.po.parse import parse_po
from publish.project import PublishError
from tests.po.gettext_tools import is_measured_version
from tests.steps import steps

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "po"
GOLDEN = sorted(FOLDER.glob("*.po"))
SHIPPED = sorted((FOLDER.parents[2] / "locales").glob("*/LC_MESSAGES/*.po"))
HEADER = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture(params=GOLDEN, ids=lambda path: path.stem)
def golden(request: pytest.FixtureRequest) -> bytes:
    return Path(request.param).read_bytes()


def stored(name: str) -> bytes:
    return (FOLDER / f"{name}.po").read_bytes()


def edited(entry: Entry, text: str) -> Entry:
    if entry.msgid_plural is None:
        return replace(entry, msgstr=text)
    return replace(entry, msgstr_plural=tuple(text for _ in entry.msgstr_plural))


def with_entry_at(catalog: Catalog, number: int, entry: Entry) -> Catalog:
    return replace(catalog, entries=(*catalog.entries[:number], entry, *catalog.entries[number + 1:]))


def test_what_nobody_changed_keeps_its_bytes(golden: bytes) -> None:
    assert write_po(read_po(golden)) == golden


def test_an_edited_entry_changes_its_own_lines_alone(golden: bytes) -> None:
    catalog = read_po(golden)
    for number, entry in enumerate(catalog.entries):
        if entry.is_header:
            continue
        assert entry.origin
        changed = write_po(with_entry_at(catalog, number, edited(entry, "X")))
        start = golden.index(entry.origin.raw)
        rest = len(golden) - start - len(entry.origin.raw)
        assert changed[:start] == golden[:start]
        assert changed.endswith(golden[start + len(entry.origin.raw):]) or not rest
        again = parse_po(changed)
        assert [item.msgstrs for item in again.entries] == [
            edited(item, "X").msgstrs if item is entry else item.msgstrs for item in catalog.entries
        ]


def test_an_edit_keeps_the_lines_of_what_it_did_not_touch() -> None:
    golden = stored("everything")
    catalog = read_po(golden)
    entry = catalog.index["menu", "Open a file"]
    unfuzzied = catalog.with_entry(replace(entry, flags=("c-format",), previous=None, msgstr="Ouvrir un fichier"))
    before, after = golden.decode().splitlines(), write_po(unfuzzied).decode().splitlines()
    gone = [line for line in before if line not in after]
    new = [line for line in after if line not in before]
    assert gone == ["#, fuzzy, c-format", '#| msgctxt "menu"', '#| msgid "Open the file"', 'msgstr "Ouvrir le fichier"']
    assert new == ['msgstr "Ouvrir un fichier"']


def test_an_edit_that_is_taken_back_is_no_edit(golden: bytes) -> None:
    catalog = read_po(golden)
    away = replace(catalog, entries=tuple(edited(entry, "X") for entry in catalog.entries))
    back = replace(away, entries=tuple(replace(new, msgstr=old.msgstr, msgstr_plural=old.msgstr_plural)
                                       for new, old in zip(away.entries, catalog.entries, strict=True)))
    assert write_po(back) == golden


def test_every_part_is_read() -> None:
    catalog = read_po(stored("everything"))
    entry = catalog.index["menu", "Open a file"]
    assert entry.comments == ("no space after the mark", "\ta tab after it")
    assert entry.extracted == ("What the programmer says.", "", "More of it.")
    assert entry.references == ("src/a.c:12", "src/b.c:3", "src/c.c")
    assert entry.flags == ("fuzzy", "c-format")
    assert entry.previous == Previous("Open the file", "menu")
    assert catalog.entries[2].sticky_flags == ("no-wrap",)
    assert catalog.entries[3].msgid == 'one\ttab "quoted" back\\slash \a\b\f\v\x1b A é'
    assert catalog.entries[4].msgstr_plural == ("Un fichier", "%d fichiers")
    assert catalog.headers["X-Generator"] == "Weblate 5.9"
    assert catalog.headers["PO-Revision-Date"] == "2026-01-02T03:04:05+00:00"
    assert [item.msgctxt for item in catalog.entries if item.obsolete] == ["old", None]
    assert catalog.tail == b"\n# The end.\n"


@pytest.mark.parametrize(
    ("name", "width"), [("unwrapped", None), ("width-100", 100), ("everything", 79)], ids=["unwrapped", "100", "79"]
)
def test_an_edited_entry_is_wrapped_as_its_file_is(name: str, width: int | None) -> None:
    catalog = read_po(stored(name))
    entry = catalog.entries[2]
    text = "One word after the other, as many as two lines and a half of any usual width can hold. " * 4
    written = write_po(catalog.with_entry(replace(entry, msgstr=text)))
    lines = [line for line in written.decode().splitlines() if "One word" in line or "width can" in line]
    assert max(map(len, lines)) > 300 if width is None else width - 12 < max(map(len, lines)) <= width


def test_wide_characters_count_two_columns() -> None:
    catalog = Catalog().with_entry(Entry("a", "文" * 60))
    lines = write_po(catalog).decode().splitlines()
    assert lines == ['msgid "a"', 'msgstr ""', f'"{"文" * 38}"', f'"{"文" * 22}"']


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ('msgid "a"\nmsgstr "b\n', 6, "does not end"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', 5, "no msgstr, before msgid on line 7"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 7, ""),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n', 7, "msgstr[0]"),
        ('msgid "a"\nmsgstr "\\q"\n', 6, "escape"),
        ('mgsid "a"\nmsgstr "b"\n', 5, "mgsid"),
        ('msgid "a"\n# comment\nmsgstr "b"\n', 5, "no msgstr, before a comment on line 6"),
        ('msgid "a"\nmsgstr[0] "b"\n', 5, "no msgid_plural"),
        ('msgid "a"\nmsgstr\n\nmsgid "b"\nmsgstr ""\n', 6, "has no string"),
        ('#~ msgid "a"\nmsgstr "b"\n', 6, "#~"),
        ('#| msgid "a"\n', 6, ""),
        ('"a"\n', 5, ""),
        ('msgid "a"\nmsgstr "b"\nwhat\n', 7, "what"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(body: str, line: int, said: str) -> None:
    with pytest.raises(PublishError) as caught:
        read_po(HEADER + body.encode() if not body.startswith('"') else b"\n\n\n\n" + body.encode(), "locales/fr/LC_MESSAGES/a.po")
    finding = caught.value.findings[0]
    assert (finding.code, finding.file, finding.line) == ("po-syntax", "locales/fr/LC_MESSAGES/a.po", line)
    assert said in finding.message and finding.hint


def test_duplicates_are_refused_with_both_lines() -> None:
    with pytest.raises(PublishError) as caught:
        read_po(HEADER + b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n')
    finding = caught.value.findings[0]
    assert (finding.code, finding.line) == ("po-duplicate", 8) and "line 5" in finding.message


def test_bytes_outside_of_the_charset_are_refused_but_in_comments() -> None:
    assert write_po(read_po(HEADER + b'# \xff\nmsgid "a"\nmsgstr "b"\n')).endswith(b'# \xff\nmsgid "a"\nmsgstr "b"\n')
    with pytest.raises(PublishError) as caught:
        read_po(HEADER + b'msgid "a"\nmsgstr "\xff"\n')
    assert (caught.value.findings[0].code, caught.value.findings[0].line) == ("po-charset", 6)


def test_a_text_that_the_charset_lacks_is_refused() -> None:
    catalog = read_po(stored("latin-1"))
    with pytest.raises(PublishError, match="msgconv"):
        write_po(catalog.with_entry(replace(catalog.messages[0], msgstr="夏")))


def test_a_large_file_is_read_and_written_in_linear_time() -> None:
    def work(count: int) -> int:
        data = HEADER + b"".join(b'# c\n#: a.md#b\nmsgid "%d word"\nmsgstr ""\n"line one\\n"\n"line two"\n\n' % i for i in range(count))
        assert write_po(read_po(data)) == data
        return steps(lambda: write_po(read_po(data)))

    assert work(4_000) < 5 * work(1_000)


keys = st.text(st.characters(exclude_characters="\0\x04", exclude_categories=["Cs"]), max_size=60)
words = st.text(st.characters(exclude_characters="\x04", exclude_categories=["Cs"]), max_size=60)
lines = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30).map(lambda text: text.rstrip("\\ ").lstrip())
tokens = st.from_regex(r"[A-Za-z][A-Za-z0-9:._-]{0,12}", fullmatch=True)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    plural = draw(st.none() | words)
    previous = draw(st.none() | st.builds(Previous, words, st.none() | words, st.none() | words))
    return Entry(
        draw(keys.filter(bool)),
        "" if plural is not None else draw(words),
        draw(st.none() | keys),
        plural,
        tuple(draw(st.lists(words, min_size=1, max_size=4))) if plural is not None else (),
        tuple(draw(st.lists(lines, max_size=2))),
        tuple(draw(st.lists(lines, max_size=2))),
        tuple(draw(st.lists(tokens, max_size=3))),
        tuple(draw(st.lists(tokens, max_size=2))),
        tuple(draw(st.lists(tokens, max_size=2))),
        previous,
        draw(st.booleans()),
    )


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(entries(), max_size=4, unique_by=lambda entry: entry.key))
def test_what_is_written_is_read_again(found: list[Entry]) -> None:
    catalog = Catalog((Entry("", "Content-Type: text/plain; charset=UTF-8\n"), *found))
    data = write_po(catalog)
    again = parse_po(data)
    assert again.entries == catalog.entries
    assert write_po(again) == data


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_no_bytes_at_all_make_a_traceback(data: st.DataObject) -> None:
    text = bytearray(stored("everything"))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(text) - 1))
        piece = data.draw(st.binary(max_size=3) | st.sampled_from([b'"', b"\n", b"#~", b"\\", b"msgid "]))
        text[place:place + data.draw(st.integers(0, 3))] = piece
    try:
        catalog = read_po(bytes(text))
    except PublishError as error:
        assert all(finding.line for finding in error.findings)
    else:
        assert write_po(catalog) == bytes(text)


@pytest.mark.parametrize("command", [["msgcat", "-"], ["msgcat", "--no-wrap", "-"], ["msgattrib", "-"]], ids=" ".join)
def test_a_file_comes_back_from_gettext_unharmed(command: list[str]) -> None:
    data = stored("width-100")
    back = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    assert read_po(back).entries == read_po(data).entries
    assert write_po(read_po(back)) == back


def test_new_entries_are_laid_out_as_msgcat_lays_them_out() -> None:
    data = stored("unwrapped")
    wanted = subprocess.run(["msgcat", "-"], input=data, capture_output=True, check=True).stdout
    fresh = Catalog(tuple(replace(entry, origin=None) for entry in read_po(data).entries))
    assert write_po(fresh) == wanted


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_the_shipped_catalogs_keep_their_bytes(path: Path) -> None:
    assert write_po(read_po(path.read_bytes())) == path.read_bytes()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_msgcat_takes_nothing_but_flags_from_the_shipped_catalogs(path: Path) -> None:
    back = subprocess.run(["msgcat", path], capture_output=True, check=True).stdout
    theirs, ours = read_po(back), read_po(path.read_bytes())
    said, kept = ([(entry.key, entry.msgstrs, entry.comments) for entry in catalog.entries] for catalog in (theirs, ours))
    assert said == kept
    if is_measured_version():  # others break lines elsewhere
        kept = [line for line in path.read_bytes().split(b"\n") if not line.startswith(b"#,")]
        assert [line for line in back.split(b"\n") if not line.startswith(b"#,")] == kept


def test_a_file_comes_back_from_polib_unharmed() -> None:
    data = stored("unwrapped")
    back = str(polib.pofile(data.decode())).encode()
    assert [entry.msgstrs for entry in read_po(back).entries] == [entry.msgstrs for entry in read_po(data).entries]


def test_a_character_that_ends_in_a_backslash_does_not_join_lines() -> None:
    """The second byte of “表” in Shift-JIS is a backslash; gettext joins a line that ends with a real one with the next."""
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=SHIFT_JIS\\n"\n\n# one \\\ntwo\n# 表\nmsgid "a"\nmsgstr "b"\n'
    catalog = read_po(text.encode("shift_jis"))
    assert catalog.messages[0].comments == ("one two", "表") and catalog.messages[0].line == 7
    assert catalog.entries[1].origin and catalog.entries[1].origin.raw == text.encode("shift_jis").partition(b"\n\n")[2]
    assert write_po(catalog) == text.encode("shift_jis")


@pytest.mark.parametrize("between", ["\n", "# x\n", " \n", "\n\n"], ids=repr)
@pytest.mark.parametrize("rest", ['"c"\n', 'msgstr[1] "c"\n', 'msgid "c"\nmsgstr ""\n'], ids=repr)
def test_the_fast_path_reads_what_the_general_parser_reads(rest: str, between: str) -> None:
    """A tab between tokens means nothing, but an entry with tabs does not have the usual layout."""
    usual = HEADER + f'#. x\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "b\\n"\n"c"\n{between}{rest}'.encode()
    unusual = HEADER.replace(b"msgid ", b"msgid\t") + usual[len(HEADER):].replace(b'"\n', b'"\t\n')

    def result(data: bytes) -> list[Entry] | str:
        try:
            return list(read_po(data).entries)
        except PublishError as error:
            return str(error)

    assert result(usual) == result(unusual)
