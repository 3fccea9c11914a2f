"""Fuzz targets: generated inputs of one kind, and the invariant that holds for each of them.

Every reader of untrusted files either returns something or raises `PublishError`; what more must hold is in the target.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from defusedxml.ElementTree import fromstring
from hypothesis import strategies as st

from publish.approval.signature_file import parse_signatures
from publish.approval.waivers.waiver_file import parse_waivers
from publish.edition.values.clinic import read_clinic
from publish.exchange.table.reading import read_table_units
from publish.exchange.xliff.reader import read_xliff
from publish.guide import parse_front, parse_guide, svg_clean, svg_draw, to_html, translate_guide
from publish.po.codec import read_po, write_po
from publish.project import Blob, PublishError, Snapshot
from publish.project.settings import parse_settings
from publish.project.storage import PackedFiles

Data = st.SearchStrategy[bytes]


@dataclass(frozen=True)
class Target:
    """What to generate, and the function that checks one input. ``name`` is that of the command line."""

    name: str
    inputs: Data
    check: Callable[[bytes], None]


def soup(pieces: Sequence[str], whole: Sequence[str] = ()) -> Data:
    """Return files of ``pieces`` and random text in any order, some between the halves of one of ``whole``; a few bytes are changed."""
    mixed = st.lists(st.one_of(st.sampled_from(pieces), st.sampled_from(pieces), st.text(max_size=6)), max_size=30).map("".join)
    framed = st.tuples(st.sampled_from(whole or ("|",)), mixed).map(lambda pair: pair[0].replace("|", pair[1], 1))
    encoded = st.one_of(mixed, framed, framed).map(lambda text: text.encode("utf-8", "surrogatepass"))
    changes = st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=2)), max_size=2)
    return st.one_of(encoded, encoded, st.tuples(encoded, changes).map(_changed))


def _changed(pair: tuple[bytes, list[tuple[int, bytes]]]) -> bytes:
    data, changes = pair
    for place, piece in changes:
        place %= len(data) + 1
        data = data[:place] + piece + data[place + 1 :]
    return data


def _identity(msgid: str, msgctxt: str | None) -> str:
    return msgid


def check_markdown(data: bytes) -> None:
    """No text raises, and a translation by itself prints the same page."""
    guide = parse_guide(data.decode("utf-8", "replace"))
    assert to_html(translate_guide(guide, _identity)) == to_html(guide)


def check_po(data: bytes) -> None:
    """A catalog that can be read is written as it was, to the byte."""
    try:
        catalog = read_po(data, "a.po")
    except PublishError:
        return
    assert write_po(catalog) == data


def check_svg(data: bytes) -> None:
    """A cleaned drawing loads and runs nothing, and cleaning it again changes nothing."""
    try:
        cleaned = svg_clean(data, "a.svg")
    except PublishError:
        return
    assert svg_clean(cleaned) == cleaned
    assert b"<?" not in cleaned and b"<!" not in cleaned
    for element in fromstring(cleaned).iter():
        assert element.tag.rpartition("}")[2] not in ("script", "image", "foreignObject", "a", "animate", "set")
        assert not any(name.rpartition("}")[2].startswith(("on", "base", "src")) for name in element.attrib)
        css = [element.text or ""] * element.tag.endswith("}style") + list(element.attrib.values())
        assert not any("url(h" in text or "url(d" in text or "@import" in text for text in css)
    try:
        svg_draw(data, lambda msgid, msgctxt: msgid * 3, True)
    except PublishError as error:  # too deep, once it is mirrored
        assert error.findings[0].code == "drawing-broken"


def check_xliff(data: bytes) -> None:
    """Units are read, or the file is refused."""
    try:
        read_xliff(data, "a.xlf")
    except PublishError:
        return


def check_table(data: bytes) -> None:
    """Rows are read, or the file is refused."""
    try:
        read_table_units(data, "es.a.csv")
    except PublishError:
        return


def check_settings(data: bytes) -> None:
    """project.toml, guide.toml and the file of a clinic are read, or refused with a finding that names the file and can be printed."""
    clinics = Snapshot(PackedFiles({"source/clinics/a.toml": data}, False))
    readers: tuple[Callable[[], object], ...] = (
        lambda: parse_settings(data),
        lambda: parse_front(data, "guide.toml"),
        lambda: read_clinic(clinics, "a"),
    )
    for read in readers:
        try:
            read()
        except PublishError as error:
            assert all(finding.file for finding in error.findings)
            str(error).encode()


def check_signatures(data: bytes) -> None:
    """Signatures and waivers are read, or refused with the number of a line."""
    for parse, name in ((parse_signatures, "approvals"), (parse_waivers, "waivers")):
        try:
            parse(Blob.of(f"locales/fr/{name}.jsonl", data))
        except PublishError as error:
            assert all(finding.line for finding in error.findings)
            str(error).encode("utf-8", "surrogatepass")


_MARKDOWN = (
    "# ", "- ", "1. ", "> ", "\n", "\n\n", "    ", "\t", "*", "**", "_", "`", "```\n", "[", "](", ")", "![", '](a.svg "', "{a}", "{#id}",
    "{.c}", "{clinic.phone}", "::: warning\n", ":::\n", "::: short\n", "|", "|-|-|\n", "[^a]", "\n[^a]: ", "<!-- critical -->", "<!--",
    "-->", "<b>", "&#0;", "\\", "\r\n", "\x00", "10 mg", "\u202e", "\u200b", "\u2028", "ا", "字",
)  # fmt: skip
_PO = (
    'msgid "', 'msgstr "', 'msgctxt "', 'msgid_plural "', 'msgstr[0] "', 'msgstr[1] "', '"\n', '"', "\\n", "\\", "\\x41", "\\101",
    "#, fuzzy\n", "#~ ", "#| msgid ", "#. ", "#: a.md:1\n", "# ", "#~| ", 'domain "x"\n', "\n", "\r\n", "\ufeff",
    "Content-Type: text/plain; charset=UTF-8\\n", "charset=KOI8-R", "Plural-Forms: nplurals=2; plural=(n != 1);\\n",
    "nplurals=99999999999; plural=n;", "plural=n?n:n/0", "\x00", "%(a)s", "é",
)  # fmt: skip
_SVG = (
    "<g>", "</g>", "<rect ", "/>", ">", "<text>", "</text>", "<tspan x='1'>", "</tspan>", "<style>", "</style>",
    "<x:y xmlns:x='urn:x'/>", "<!-- a -->", "<?a b?>", "<![CDATA[", "]]>", "url(", "#a)", "http://a/", "data:,", "@import ", "u", "rl(",
    "<use xlink:href='#a'/>", " id='a'", " onload='x'", " z:onload='x'", " xml:base='http://a/'", " style='", "'", '"', "&lt;", "&#117;",
    "&x;", "<script>", "</script>", "<image href='http://a/'/>", " data-lines='2' data-width='", " transform='rotate(", "1e999", "-0",
    "NaN", " data-rtl='mirror' data-trim='3'", " font-size='", "x='", "{}", "\\75rl(",
)  # fmt: skip
_XLIFF = (
    "<unit id='a'>", "</unit>", "<segment>", "</segment>", "<source>", "</source>", "<target>", "</target>", "<ph id='1'/>",
    "<pc id='1'>", "</pc>", "<mrk>", "</mrk>", "<trans-unit id='a'>", "</trans-unit>", "<note>", "</note>", "<g id='1'>", "</g>",
    "<x id='1'/>", "&lt;", "&#0;", "a", " state='final'", " approved='yes'", "<originalData><data id='d1'>", "</data></originalData>",
    " dataRef='d1'", "<cp hex='0001'/>", "<!-- -->", "<?a?>", "<![CDATA[", "]]>", "<group>", "</group>",
)  # fmt: skip
_TABLE = (
    "id", "source", "translation", "target", "context", "state", ",", ";", "\t", "\n", "\r\n", "\r", '"', '""', "=1+1", "'", "\ufeff",
    "\x00", "a", "fuzzy", "sep=;\n", "é", "\u2028", " ",
)  # fmt: skip
_TOML = (
    "[project]\n", "[release]\n", "[facts]\n", "[[references]]\n", "[[hours]]\n", "[prices]\n", "locales = ", "edition = ",
    "published = ", "name = ", "days = ", "open = ", "dose = ", "clinic = ", "[", "]", "{", "}", ", ", "=", "'", '"', '"es"',
    "2026-01-01", "1e400", "nan", "-inf", "0x" + "f" * 40, "9" * 5000, "true", "\n", "\\u0000", "\\ud800", "../x",
    '{ value = 1, unit = "month" }', "{ low = 3, high = 1 }", "a.b.c = 1\n", "#", "\x00", "10:61", "[" * 900,
)  # fmt: skip
_JSON = (
    '{"kind": "approval", ', '{"kind": "text", ', '{"kind": "revocation", ', '"locale": "fr", ', '"domain": "a", ',
    '"role": "reviser", ', '"by": "B", ', '"date": "2026-01-01", ', '"digests": ["', '"]', "}", "\n", '"id": "', '", ', '"after": [], ',
    '"revokes": ["x"], ', '"digest": "d", ', '"msgid": "m", ', '"msgstr": ["t"]', "[" * 500, "null", "1e999", '"\\ud800"',
    '"different_from": ["C"], ', "<<<<<<<\n", "{", '"date": "2999-01-01", ', '"edition": "2026.1", ', "\x00",
)  # fmt: skip

_PO_BEGINNING = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
_PO_FILES = (f'{_PO_BEGINNING}msgid "a"\nmsgstr "b"\n|', 'msgid "|"\nmsgstr ""\n')
_SVG_NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_SVG_FILES = tuple(f"<svg {_SVG_NAMES} {each}</svg>" for each in ("viewBox='0 0 9 9'>|", ">|", "|>"))
_XLIFF_2 = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="es"><file id="f" original="a">'
    "|</file></xliff>"
)
_XLIFF_12 = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="a" source-language="en" target-language="es">'
    "<body>|</body></file></xliff>"
)

TARGETS = (
    Target("markdown", soup(_MARKDOWN), check_markdown),
    Target("po", soup(_PO, _PO_FILES), check_po),
    Target("svg", soup(_SVG, _SVG_FILES), check_svg),
    Target("xliff", soup(_XLIFF, (_XLIFF_2, _XLIFF_12, "<xliff>|</xliff>")), check_xliff),
    Target("table", soup(_TABLE, ("id,source,translation\n|", "id;context;source;translation\n|", "PK\x03\x04|")), check_table),
    Target("settings", soup(_TOML, ('edition = "1"\npublished = 2026-01-01\n|', "[project]\n|", 'name = "a"\n|')), check_settings),
    Target("signatures", soup(_JSON), check_signatures),
)
