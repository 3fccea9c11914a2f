"""Tags give their code back or are refused by name; tracked changes, half-translated and protected texts never come in."""

import pytest

from publish.exchange import AcceptedUnits, accept_units
from publish.exchange.units import message_id
from publish.exchange.xliff import read_xliff
from publish.po.model import Entry
from tests.exchange.units import OPTIONS, catalog_of

WARN = Entry("**Stop** after {dose}.", "**Deje** tras {dose}.", flags=("md-text",))
NAME = message_id(None, WARN.msgid)
PLAIN = "**Stop** after {dose}."
SPACES = 'xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns:mq="MQXliff"'


def imported(unit: str, about: str = "", file: str = "") -> AcceptedUnits:
    """Return the result of an import of a unit of XLIFF 1.2."""
    space = "" if "xml:space" in about else 'xml:space="preserve"'
    body = f'<trans-unit id="{NAME}" {space} {about}>{unit}</trans-unit>'
    data = f'<xliff version="1.2" {SPACES}><file original="a" target-language="es" {file}>\n<body>\n{body}</body></file></xliff>'
    return accepted(data)


def imported_2(parts: str, data: str = "") -> AcceptedUnits:
    """Return the result of an import of a unit of XLIFF 2.0."""
    stored = f"<originalData>{data}</originalData>" if data else ""
    body = f'<unit id="{NAME}" xml:space="preserve">{stored}{parts}</unit>'
    return accepted(f'<xliff version="2.0" srcLang="en" trgLang="es"><file id="f">{body}</file></xliff>')


def accepted(data: str) -> AcceptedUnits:
    [part] = read_xliff(data.encode(), "a.xlf")
    return accept_units(catalog_of(WARN), catalog_of(WARN), part.units, OPTIONS)


def text_of(result: AcceptedUnits) -> str:
    assert not [finding for finding in result.findings if finding.severity == "error"], result.findings
    return result.catalog.entries[0].msgstr


BOLD = '<bpt id="1">**</bpt>{}<ept id="1">**</ept>'
DOSE = '<ph id="2">{dose}</ph>'


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (PLAIN, "**Pare** tras {dose}."),
        (PLAIN, "<![CDATA[**Pare** tras ]]>{dose}&#46;"),
        (PLAIN, '<mrk mtype="seg" mid="1">**Pare** <mrk mtype="x-sdl-comment">tras</mrk> {dose}.</mrk>'),
        (PLAIN, '<mrk mtype="term">**Pare**</mrk> tras {dose}.<!-- no text --><?x no text?>'),
        (BOLD.format("Stop") + f" after {DOSE}.", BOLD.format("Pare") + f" tras {DOSE}."),
        (f"**Stop** after {DOSE}.", f"**Pare** tras {DOSE}."),
        ('**Stop** after <x id="2" equiv-text="{dose}"/>.', '**Pare** tras <x id="2" equiv-text="{dose}"/>.'),
        ('<bx id="1" equiv-text="**"/>Stop<ex id="1" equiv-text="**"/> after {dose}.',
         '<bx id="1" equiv-text="**"/>Pare<ex id="1" equiv-text="**"/> tras {dose}.'),
    ],
)  # fmt: skip
def test_tags_with_their_code_give_it_back(source: str, target: str) -> None:
    assert text_of(imported(f"<source>{source}</source><target>{target}</target>")) == "**Pare** tras {dose}."


@pytest.mark.parametrize(
    "target",
    [
        '<g id="1" ctype="bold">Pare</g> tras {dose}.',
        '**Pare** tras <x id="2"/>.',
        '**Pare** tras <ph id="2"/>.',
        '<bx id="1"/>Pare<ex id="1"/> tras {dose}.',
        '<bpt id="1"/>Pare<ept id="1"/> tras {dose}.',
        '**Pare** tras <ph id="2"><x id="3"/></ph>.',
        '**Pare** tras {dose}.<x id="9" equiv-text="**"/>',
        "**Pare** tras <sub>{dose}</sub>.",
        "**Pare** tras <b>{dose}</b>.",
        "**Pare** tras <mq:rxt>{dose}</mq:rxt>.",
        '**Pare** <mrk mtype="x-odd">tras</mrk> {dose}.',
    ],
)
def test_tags_without_their_code_are_refused_by_name(target: str) -> None:
    result = imported(f"<source>{PLAIN}</source>\n<target>{target}</target>")
    assert [finding.code for finding in result.findings] == ["unit-tags"] and result.catalog.entries == (WARN,)
    [found] = result.findings
    assert found.line == 3 and found.hint and ("line 4: the tag <" in found.message or "“**”" in found.message)


@pytest.mark.parametrize(
    "target",
    [
        '<mrk mtype="x-sdl-deleted">no </mrk>**Pare** tras {dose}.',
        '<mrk mtype="x-sdl-added">**Pare** tras {dose}.</mrk>',
        '**Pare** tras {dose}.<mrk mtype="x-sdl-feedback-deleted"/>',
        "**Pare** tras {dose}.<mq:del>viejo</mq:del>",
        "<del>viejo</del>**Pare** tras {dose}.",
        "**Pare** <?oxy_insert_start x?>tras<?oxy_insert_end x?> {dose}.",
        '<?xm-deletion_mark data="viejo"?>**Pare** tras {dose}.',
    ],
)
def test_tracked_changes_are_refused(target: str) -> None:
    result = imported(f"<source>{PLAIN}</source><target>{target}</target>")
    assert [finding.code for finding in result.findings] == ["unit-tracked-changes"] and result.catalog.entries == (WARN,)


SEGMENTS = '<mrk mtype="seg" mid="1">**{}** after</mrk> <mrk mtype="seg" mid="2">{{dose}}.</mrk>'
FIRST, SECOND = '<mrk mtype="seg" mid="1">**Pare** tras</mrk>', '<mrk mtype="seg" mid="2">{dose}.</mrk>'


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (f"{FIRST} {SECOND}", None),
        (FIRST, "unit-segments"),
        (f"{FIRST} {FIRST}", "unit-segments"),
        (f'{FIRST} <mrk mtype="seg" mid="2"/>', "unit-segments"),
        (f'{FIRST} <mrk mtype="seg" mid="3">{{dose}}.</mrk>', "unit-segments"),
        ("**Pare** tras {dose}.", "unit-segments"),
        ("", None),
    ],
)
def test_every_segment_is_translated_or_none(target: str, code: str | None) -> None:
    result = imported(f"<source>{PLAIN}</source><seg-source>{SEGMENTS.format('Stop')}</seg-source><target>{target}</target>")
    assert [finding.code for finding in result.findings] == ([code] if code else [])
    assert result.catalog.entries[0].msgstr == ("**Pare** tras {dose}." if target and not code else WARN.msgstr)


def segment(source: str, target: str | None, about: str = "", kind: str = "segment") -> str:
    inside = "" if target is None else f"<target {about}>{target}</target>"
    return f'<{kind} state="final"><source>{source}</source>{inside}</{kind}>'


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (segment("**Stop** after ", "**Pare** tras ") + segment("{dose}.", "{dose}."), "**Pare** tras {dose}."),
        (segment("**Stop** after ", "{dose}: ", 'order="2"') + segment("{dose}.", "**Pare** ", 'order="1"'), "**Pare** {dose}: "),
        (segment("**Stop**", "**Pare**") + segment(" ", None, kind="ignorable") + segment("after {dose}.", "tras {dose}."),
         "**Pare** tras {dose}."),
        (segment("**Stop** after ", "**Pare** tras ", 'order="2"') + segment("{dose}.", "{dose}."), "unit-segments"),
        (segment("**Stop** after ", "**Pare** tras ", 'order="9"') + segment("{dose}.", "{dose}."), "unit-segments"),
        (segment("**Stop** after ", "**Pare** tras ") + segment("{dose}.", None), "unit-segments"),
    ],
)  # fmt: skip
def test_segments_of_version_2(parts: str, text: str) -> None:
    result = imported_2(parts)
    if text.startswith("unit-"):
        assert [finding.code for finding in result.findings] == [text] and result.catalog.entries == (WARN,)
    else:
        assert text_of(result) == text


CODES = '<data id="d1">**</data><data id="d2">{dose}</data>'


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ('<pc id="1" dataRefStart="d1" dataRefEnd="d1">Pare</pc> tras <ph id="2" dataRef="d2"/>.', None),
        ('<sc id="1" dataRef="d1"/>Pare<ec startRef="1" dataRef="d1"/> tras <ph id="2" equiv="{dose}"/>.', None),
        ('<mrk id="m" type="comment" value="no text"><pc id="1" dataRefStart="d1" dataRefEnd="d1">Pare</pc></mrk> tras {dose}.', None),
        ('<pc id="1">Pare</pc> tras <ph id="2" dataRef="d2"/>.', "unit-tags"),
        ('**Pare** tras <ph id="2" dataRef="d9"/>.', "unit-tags"),
        ('**Pare** tras <cp hex="0007"/>{dose}.', "unit-tags"),
        ('**Pare** <sm id="1" type="x:deleted"/>no<em startRef="1"/> tras {dose}.', "unit-tracked-changes"),
    ],
)
def test_codes_of_version_2(target: str, code: str | None) -> None:
    source = '<pc id="1" dataRefStart="d1" dataRefEnd="d1">Stop</pc> after <ph id="2" dataRef="d2"/>.'
    result = imported_2(segment(source, target), CODES)
    assert [finding.code for finding in result.findings] == ([code] if code else [])
    assert result.catalog.entries[0].msgstr == (WARN.msgstr if code else "**Pare** tras {dose}.")


def test_protected_texts_stay_as_they_are() -> None:
    unit = f"<source>{PLAIN}</source><target>TARGET</target>"
    for about, file in (('translate="no"', ""), ("", 'translate="no"')):
        [found] = imported(unit.replace("TARGET", "**Pare** tras {dose}."), about, file).findings
        assert found.code == "unit-protected"
        assert imported(unit.replace("TARGET", WARN.msgstr), about, file).unchanged == 1


def test_white_space_of_a_file_laid_out_anew_is_not_text() -> None:
    unit = "<source>\n      **Stop** after\n      {dose}.\n    </source>\n<target>\n      **Pare** tras\n      {dose}.\n    </target>"
    assert text_of(imported(unit, 'xml:space="default"')) == "**Pare** tras {dose}."
    assert [finding.code for finding in imported(unit).findings] == ["unit-source-changed"]


def test_a_copy_of_the_source_is_fuzzy_and_said_to_be_one() -> None:
    result = imported(f'<source>{PLAIN}</source><target state="translated">{PLAIN}</target>')
    assert result.catalog.entries[0].fuzzy is False, "two words may be a name"
    long = Entry("Stop after one week of it", "")
    said = f"<source>{long.msgid}</source><target>{long.msgid}</target>"
    unit = f'<trans-unit id="{message_id(None, long.msgid)}">{said}</trans-unit>'
    data = f'<xliff version="1.2"><file original="a"><body>{unit}</body></file></xliff>'
    [part] = read_xliff(data.encode(), "a.xlf")
    result = accept_units(catalog_of(long), catalog_of(long), part.units, OPTIONS)
    assert result.catalog.entries[0].fuzzy and [finding.code for finding in result.findings] == ["target-is-source"]


@pytest.mark.parametrize(
    ("targets", "code"),
    [
        ("<target>**Pare** tras {dose}.</target><target>**Siga** tras {dose}.</target>", "unit-duplicate"),
        ('<target xml:lang="fr">**Pare** tras {dose}.</target>', "unit-language"),
        ('<target xml:lang="es-ES">**Pare** tras {dose}.</target>', None),
    ],
)
def test_a_text_has_one_target_in_the_language_of_its_file(targets: str, code: str | None) -> None:
    result = imported(f"<source>{PLAIN}</source>{targets}")
    assert [finding.code for finding in result.findings] == ([code] if code else [])
    assert result.catalog.entries[0].msgstr == (WARN.msgstr if code else "**Pare** tras {dose}.")
