"""XLIFF of both versions is read; broken and hostile files are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.exchange import TranslationUnit
from publish.exchange.table import read_table_units
from publish.exchange.xliff import document, read_xliff
from publish.project import PublishError


def test_xliff_2_is_read() -> None:
    segments = "<segment state='final'><source>St</source><target>Pa</target></segment>"
    segments += "<segment state='final'><source>op</source><target>re</target></segment>"
    data = f"<xliff version='2.0' srcLang='en' trgLang='es'><file id='f' original='a'><unit id='u'>{segments}</unit></file></xliff>"
    [part] = read_xliff(data.encode(), "a.xlf")
    assert (part.original, part.language) == ("a", "es")
    assert part.units == (TranslationUnit("u", "Stop", "Pare", part.units[0].state.TRANSLATED, line=1, is_reflowed=True),)


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


@pytest.mark.parametrize("part", ["<a/>", "<?a?>", "\n", "&amp;"])
def test_a_file_of_endless_parts_is_refused_before_it_fills_memory(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_PARTS", 300)
    with pytest.raises(PublishError, match="more than 100 elements") as caught:
        read_xliff(f"<xliff>{part * 400}</xliff>".encode(), "a.xlf")
    assert caught.value.findings[0].line


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_kindly(data: bytes) -> None:
    for read in (read_xliff, read_table_units):
        try:
            read(data, "a")
        except PublishError as error:
            assert error.findings[0].hint
