"""Tests of `publish.approval.scope`: which edits of a source void which signatures."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.approval.scope import OUTLINE_MSGID, covered_messages, covered_outline, placed_pictures
from publish.approval.signature_file import append_records, read_signatures, text_record
from publish.approval.signatures import text_digest
from publish.approval.signing import sign
from publish.approval.status import domain_status
from publish.catalog.template import LAYOUTS, source_as_translation, template
from publish.guide import parse_guide
from publish.project import PublishError, Workspace
from tests.approval.conftest import GUIDE, edit_source, unsigned

WAITS = "the guide as a whole (order, warnings, pictures and dates) waits for a clinician"
WORDS = st.lists(st.sampled_from("hair skin rest call walk drink water now later".split()), min_size=2, max_size=5).map(" ".join)
FACTS = ("wait", "rest", "dose")


@st.composite
def guides(draw: st.DrawFn) -> tuple[list[str], dict[str, int], int, dict[str, int]]:
    """Draw paragraphs (each unlike the others), the facts they name, a paragraph to edit, and facts to change."""
    texts = draw(st.lists(WORDS, min_size=1, max_size=6))
    named = [draw(st.sets(st.sampled_from(FACTS))) for _ in texts]
    pairs = enumerate(zip(texts, named, strict=True))
    lines = [f"{number} {text} " + " ".join(f"{{{name}}}" for name in sorted(names)) for number, (text, names) in pairs]
    values = {name: draw(st.integers(1, 9)) for name in FACTS}
    changed = {name: draw(st.integers(1, 9)) for name in draw(st.sets(st.sampled_from(FACTS)))}
    return [line.strip() for line in lines], values, draw(st.integers(0, len(texts) - 1)), changed


def put(workspace: Workspace, lines: list[str], values: dict[str, int]) -> None:
    folder = workspace.guide_folder("hair")
    folder.mkdir(parents=True, exist_ok=True)
    facts = "".join(f"{name} = {{ value = {value} }}\n" for name, value in values.items())
    (folder / "guide.md").write_text("\n\n".join(f"Text {line}" for line in lines) + "\n")
    (folder / "guide.toml").write_text(f'edition = "1"\npublished = 2026-01-01\n[facts]\n{facts}')


def test_a_changed_fact_voids_the_messages_that_name_it_and_makes_every_language_a_draft(approved: Workspace) -> None:
    edit_source(approved, "guide.toml", "value = 6", "value = 4")
    assert unsigned(approved) == ["Do not give blood for {blood_wait}."]
    french = domain_status(approved.snapshot(), "fr", "hair")
    assert french.draft and (french.stale, french.fuzzy, french.missing, french.approved) == (0, 0, 0, french.total)
    sign(approved, "en", "clinician", "Dr Abe", chosen=("hair",))
    assert not domain_status(approved.snapshot(), "fr", "hair").draft


def test_signed_texts_are_stored_with_their_values(approved: Workspace) -> None:
    texts = [text.msgstrs[0] for text in read_signatures(approved.snapshot(), "en").texts.values()]
    assert "Do not give blood for {blood_wait}.\n{blood_wait} = 6 month" in texts
    values = "{session_length} = 10 to 30 minute\n[^label] = The label. 10.1000/182 https://example.org/label"
    assert f"A session takes {{session_length}}.[^label]\n{values}" in texts


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("scalp.svg", "0 0 400 300", "0 0 400 301"),
        ("guide.md", "- Wash your hair.\n- Come with company.", "- Come with company.\n- Wash your hair."),
        ("guide.md", "::: warning\nDo **not** have it if you are pregnant.\n:::", ""),
        ("guide.md", "::: warning\nDo **not** have it if you are pregnant.\n:::", "Do **not** have it if you are pregnant."),
        ("guide.md", "`0.5`", "`5`"),
        ("guide.md", "![A scalp](scalp.svg)", "![A scalp](other.svg)"),
        ("guide.toml", "published = 2026-11-23", "published = 2026-11-23\nnext_review = 2036-11-23"),
        ("guide.toml", "2026.1", "2026.2"),
    ],
)
def test_the_outline_covers_what_no_message_contains(approved: Workspace, name: str, old: str, new: str) -> None:
    edit_source(approved, name, old, new)
    assert unsigned(approved) == [OUTLINE_MSGID]
    assert domain_status(approved.snapshot(), "en", "hair").reasons == (WAITS,)
    assert domain_status(approved.snapshot(), "fr", "hair").reasons == (f"the source (en) is not approved: {WAITS}",)


@pytest.mark.parametrize(("old", "new"), [("The label.", "Another label."), ("10.1000/182", "10.1000/183"), ("org/label", "org/other")])
def test_a_reference_is_covered_by_the_messages_that_cite_it(approved: Workspace, old: str, new: str) -> None:
    edit_source(approved, "guide.toml", old, new)
    assert unsigned(approved) == ["A session takes {session_length}.[^label]"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("guide.toml", '[facts]', 'author = "Somebody"\n[facts]'),
        ("guide.toml", 'org/label"', 'org/label"\n[[references]]\nid = "other"\ntext = "Not cited."'),
        ("guide.md", "Do not give blood", "Do not\ngive blood"),
    ],
)
def test_an_edit_that_changes_no_sheet_voids_nothing(approved: Workspace, name: str, old: str, new: str) -> None:
    edit_source(approved, name, old, new)
    assert unsigned(approved) == [] and not domain_status(approved.snapshot(), "fr", "hair").draft


def test_details_of_a_clinic_are_not_covered(approved: Workspace) -> None:
    path = approved.source / "clinics" / "here.toml"
    path.parent.mkdir()
    path.write_text('name = "Here"\n[prices]\nsession = { value = 100, currency = "USD" }\n')
    assert unsigned(approved) == []


def test_signatures_without_values_count_for_messages_that_name_none(approved: Workspace) -> None:
    approved.approvals_path("en").unlink()
    bare = [source_as_translation(entry) for entry in template(approved.snapshot(), "hair").messages]
    record = {"kind": "approval", "locale": "en", "domain": "hair", "role": "clinician", "by": "Dr Abe", "date": "2026-01-01"}
    append_records(approved, "en", [text_record(entry, "hair") for entry in bare])
    append_records(approved, "en", [record | {"digests": [text_digest(entry) for entry in bare]}])
    assert unsigned(approved) == ["A session takes {session_length}.[^label]", "Do not give blood for {blood_wait}.", OUTLINE_MSGID]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(guides())
def test_an_edit_voids_exactly_the_messages_it_touches(drawn: tuple[list[str], dict[str, int], int, dict[str, int]]) -> None:
    """An edited paragraph, and those that name a fact whose value has changed: these and no other; the same digests every time."""
    lines, values, edited, changed = drawn
    with TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        put(workspace, lines, values)
        (workspace.source / "project.toml").write_text("[project]\n")
        sign(workspace, "en", "clinician", "Dr Abe", chosen=("hair",))
        once, again = (covered_messages(workspace.snapshot(), "hair") for _ in range(2))
        assert unsigned(workspace) == [] and once == again
        after = [line + " more" if number == edited else line for number, line in enumerate(lines)]
        put(workspace, after, values | changed)
        moved = {name for name in changed if changed[name] != values[name]}
        touched = [number for number, line in enumerate(after) if number == edited or any(f"{{{name}}}" in line for name in moved)]
        assert unsigned(workspace) == [*(f"Text {after[number]}" for number in touched), OUTLINE_MSGID]
        put(workspace, lines, values)
        assert unsigned(workspace) == []


OUTLINE = """\
edition 2026.1, published 2026-11-23, next review 2029-11-23
h1 09fb7f4c7585 Hair
figure scalp.svg 22a4a009311d A scalp
p 3b56a7617ef9 A session takes {session_length}.[^label
p b18de441b070 Do not give blood for {blood_wait}.
section warning
  p critical 646c700db2fc Do **not** have it if you are pregnant.
ul
  li
    p e9b5ba18f796 Wash your hair.
  li
    p 219fc0c67ddd Come with company.
p 0.5
p 0433b8d5decf ![](scalp.svg) and ![far](../far.svg)
note own
  p ef3db2d5e973 Our own *note*.
  ul
    li
      p 11ebc52e4332 Deep.
picture scalp.svg d1591af74a902a7b9143f919c8ce33123f60da7a91b63c33ef032b06c701358d
picture ../far.svg missing"""


def test_the_format_of_the_outline_never_changes(approved: Workspace) -> None:
    """Every signature of a source depends on it: headings, roles, pictures, list items, code, and the blocks of notes."""
    more = "\n![](scalp.svg) and ![far](../far.svg)\n\n[^own]: Our own *note*.\n\n    - Deep.\n"
    (approved.guide_folder("hair") / "guide.md").write_text(GUIDE.replace("[^label]", "[^label][^own]") + more)
    (entry,) = covered_outline(approved.snapshot(), "hair")
    assert (entry.msgid, entry.msgctxt) == ("The guide as a whole", "order, warnings, pictures and dates")
    assert entry.msgstr == OUTLINE


def test_the_layouts_have_no_outline(approved: Workspace) -> None:
    assert covered_outline(approved.snapshot(), LAYOUTS) == ()
    words = {entry.msgid: entry.msgstr for entry in covered_messages(approved.snapshot(), LAYOUTS)}
    assert words["Our own words"] == "Our own words"


def test_a_guide_without_guide_toml_is_covered_without_values_and_dates(approved: Workspace) -> None:
    (approved.guide_folder("hair") / "guide.toml").unlink()
    texts = {entry.msgid: entry.msgstr for entry in covered_messages(approved.snapshot(), "hair")}
    assert texts["Do not give blood for {blood_wait}."] == "Do not give blood for {blood_wait}."
    (outline,) = covered_outline(approved.snapshot(), "hair")
    assert outline.msgstr.startswith("h1 ")


def test_a_broken_guide_toml_is_an_error(approved: Workspace) -> None:
    (approved.guide_folder("hair") / "guide.toml").write_text("edition = ")
    with pytest.raises(PublishError, match="toml-broken"):
        covered_messages(approved.snapshot(), "hair")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("{ value = 6 }", "6"),
        ('{ value = 0.5, unit = "milliliter" }', "0.5 milliliter"),
        ('{ low = 300, high = 3000, currency = "USD" }', "300 to 3000 USD"),
        ('{ text = "dutasteride" }', "dutasteride"),
        ("{ date = 2009-07-01 }", "2009-07-01"),
    ],
)
def test_each_type_of_fact_is_signed_with_its_value(approved: Workspace, value: str, shown: str) -> None:
    edit_source(approved, "guide.toml", '{ value = 6, unit = "month" }', value)
    texts = {entry.msgid: entry.msgstr for entry in covered_messages(approved.snapshot(), "hair")}
    assert texts["Do not give blood for {blood_wait}."] == f"Do not give blood for {{blood_wait}}.\n{{blood_wait}} = {shown}"


def test_a_fact_that_is_named_twice_is_listed_once_and_an_unknown_one_not_at_all(approved: Workspace) -> None:
    edit_source(approved, "guide.md", "for {blood_wait}.", "for {blood_wait}, {blood_wait} or {none}.[^none]")
    (text,) = (entry.msgstr for entry in covered_messages(approved.snapshot(), "hair") if "blood_wait" in entry.msgid)
    assert text.splitlines()[1:] == ["{blood_wait} = 6 month"]


def test_pictures_are_listed_once_figures_first() -> None:
    guide = parse_guide("![A](a.svg)\n\nText ![](b.svg) and ![](sub/c.png).\n\n![B](b.svg)\n\n- ![](d.svg)\n")
    assert placed_pictures(guide) == ("a.svg", "b.svg", "d.svg", "sub/c.png")


SOURCE_EDITS = {
    "value": ("guide.toml", "value = 6", "value = 7", {"Do not give blood for {blood_wait}."}),
    "unit": ("guide.toml", '"month"', '"week"', {"Do not give blood for {blood_wait}."}),
    "low": ("guide.toml", "low = 10", "low = 11", {"A session takes {session_length}.[^label]"}),
    "reference text": ("guide.toml", "The label.", "A label.", {"A session takes {session_length}.[^label]"}),
    "reference url": ("guide.toml", "org/label", "org/letter", {"A session takes {session_length}.[^label]"}),
    "order": ("guide.md", "- Wash your hair.\n- Come with company.", "- Come with company.\n- Wash your hair.", {OUTLINE_MSGID}),
    "role": ("guide.md", "::: warning", "::: faq", {OUTLINE_MSGID}),
    "picture": ("scalp.svg", "300", "301", {OUTLINE_MSGID}),
    "code": ("guide.md", "`0.5`", "`5`", {OUTLINE_MSGID}),
    "edition": ("guide.toml", "2026.1", "2026.2", {OUTLINE_MSGID}),
    "date": ("guide.toml", "2026-11-23", "2026-11-24", {OUTLINE_MSGID}),
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sets(st.sampled_from(sorted(SOURCE_EDITS))))
def test_any_edits_void_exactly_what_they_touch_until_they_are_undone(approved: Workspace, names: set[str]) -> None:
    files = {path: path.read_bytes() for path in approved.guide_folder("hair").iterdir()}
    try:
        for name in names:
            edit_source(approved, *SOURCE_EDITS[name][:3])
        assert set(unsigned(approved)) == set().union(*(SOURCE_EDITS[name][3] for name in names))
    finally:
        for path, data in files.items():
            path.write_bytes(data)
    assert unsigned(approved) == []


def test_code_and_punctuation_are_in_the_outline_in_full(approved: Workspace) -> None:
    edit_source(approved, "guide.md", "`0.5`", "`0.5` … `1`")
    (outline,) = covered_outline(approved.snapshot(), "hair")
    assert "\np 0.5 … 1\n" in outline.msgstr
