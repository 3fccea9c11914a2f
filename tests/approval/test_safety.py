"""What a signature covers: nothing that changes the meaning of a sheet leaves it approved."""

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.approval.scope import OUTLINE_MSGID, covered_messages, covered_outline, source_as_translation
from publish.approval.signature_file import append_records, read_signatures, text_record
from publish.approval.signatures import text_digest
from publish.approval.signing import sign, signable_texts
from publish.approval.status import domain_status
from publish.catalog.store import load
from publish.catalog.template import template
from publish.catalog.update import init
from publish.po.codec import write_po
from publish.project import PublishError, Workspace
from tests.workspaces import translated

GUIDE = """# Hair

![A scalp](scalp.svg)

A session takes {session_length}.[^label]

Do not give blood for {blood_wait}.

::: warning
Do **not** have it if you are pregnant.
:::

- Wash your hair.
- Come with company.

`0.5`
"""
FRONT = """edition = "2026.1"
published = 2026-11-23
[facts]
session_length = { low = 10, high = 30, unit = "minute" }
blood_wait = { value = 6, unit = "month" }
[[references]]
id = "label"
text = "The label."
"""
WAITS = "the guide as a whole (order, warnings, pictures and dates) waits for a clinician"
ROLES = (("translator", "Anne Roux"), ("reviser", "Bo Li"), ("clinician", "Dr Cruz"))


@pytest.fixture
def signed(workspace: Workspace) -> Workspace:
    """Return a workspace whose guide is approved in English and in French."""
    folder = workspace.guide_folder("hair")
    (folder / "guide.md").write_text(GUIDE)
    (folder / "guide.toml").write_text(FRONT)
    init(workspace, "fr")
    catalog = load(workspace.snapshot(), "fr", "hair")
    entries = tuple(entry if entry.is_header else replace(entry, msgstr=translated(entry.msgid, "fr")) for entry in catalog.entries)
    workspace.catalog_path("fr", "hair").write_bytes(write_po(replace(catalog, entries=entries)))
    sign(workspace, "en", "clinician", "Dr Abe")
    for role, name in ROLES:
        sign(workspace, "fr", role, name, chosen=("hair",))
    assert not domain_status(workspace.snapshot(), "fr", "hair").draft
    return workspace


def edit(workspace: Workspace, name: str, old: str, new: str) -> None:
    path = workspace.guide_folder("hair") / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def unsigned(workspace: Workspace) -> list[str]:
    """Return the texts of the source that nobody has signed."""
    book = read_signatures(workspace.snapshot(), "en")
    return [entry.msgid for entry in signable_texts(workspace.snapshot(), "en", "hair") if not book.valid_for(entry, "hair")]


def test_a_translation_waits_for_its_source(signed: Workspace) -> None:
    edit(signed, "guide.md", "Wash your hair.", "Wash your  hair.")
    assert not domain_status(signed.snapshot(), "fr", "hair").draft
    signed.approvals_path("en").unlink()
    found = domain_status(signed.snapshot(), "fr", "hair")
    assert found.draft and found.approved == found.total and found.reviewer is None
    (reason,) = found.reasons
    assert reason.startswith("the source (en) is not approved: 7 of 7 messages wait for a clinician")
    assert found.next == "publish approve en --role clinician --by NAME"


def test_a_changed_fact_voids_the_source_messages_that_name_it_and_stops_every_language(signed: Workspace) -> None:
    edit(signed, "guide.toml", "value = 6", "value = 4")
    assert unsigned(signed) == ["Do not give blood for {blood_wait}."]
    french = domain_status(signed.snapshot(), "fr", "hair")
    assert french.draft and (french.stale, french.fuzzy, french.missing, french.approved) == (0, 0, 0, french.total)
    sign(signed, "en", "clinician", "Dr Abe", chosen=("hair",))
    assert not domain_status(signed.snapshot(), "fr", "hair").draft


def test_what_was_signed_is_kept_with_its_values(signed: Workspace) -> None:
    texts = [text.msgstrs[0] for text in read_signatures(signed.snapshot(), "en").texts.values()]
    assert "Do not give blood for {blood_wait}.\n{blood_wait} = 6 month" in texts
    assert "A session takes {session_length}.[^label]\n{session_length} = 10 to 30 minute\n[^label] = The label." in texts


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
def test_what_no_message_says_is_signed_with_the_guide_as_a_whole(signed: Workspace, name: str, old: str, new: str) -> None:
    edit(signed, name, old, new)
    assert unsigned(signed) == [OUTLINE_MSGID]
    assert domain_status(signed.snapshot(), "en", "hair").reasons == (WAITS,)
    assert domain_status(signed.snapshot(), "fr", "hair").reasons == (f"the source (en) is not approved: {WAITS}",)


def test_a_reference_is_covered_where_it_is_cited(signed: Workspace) -> None:
    edit(signed, "guide.toml", "The label.", "Another label.")
    assert unsigned(signed) == ["A session takes {session_length}.[^label]"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("guide.toml", '[facts]', 'author = "Somebody"\n[facts]'),
        ("guide.toml", 'text = "The label."', 'text = "The label."\n[[references]]\nid = "other"\ntext = "Not cited."'),
        ("guide.md", "Do not give blood", "Do not\ngive blood"),
    ],
)
def test_what_changes_no_sheet_voids_nothing(signed: Workspace, name: str, old: str, new: str) -> None:
    edit(signed, name, old, new)
    assert unsigned(signed) == [] and not domain_status(signed.snapshot(), "fr", "hair").draft


def test_a_clinics_details_are_its_own(signed: Workspace) -> None:
    path = signed.source / "clinics" / "here.toml"
    path.parent.mkdir()
    path.write_text('name = "Here"\n[prices]\nsession = { value = 100, currency = "USD" }\n')
    assert unsigned(signed) == []


def test_signatures_of_the_time_before_values_still_count_where_no_value_is_named(signed: Workspace) -> None:
    signed.approvals_path("en").unlink()
    bare = [source_as_translation(entry) for entry in template(signed.snapshot(), "hair").messages]
    record = {"kind": "approval", "locale": "en", "domain": "hair", "role": "clinician", "by": "Dr Abe", "date": "2026-01-01"}
    append_records(signed, "en", [text_record(entry, "hair") for entry in bare])
    append_records(signed, "en", [record | {"digests": [text_digest(entry) for entry in bare]}])
    assert unsigned(signed) == ["A session takes {session_length}.[^label]", "Do not give blood for {blood_wait}.", OUTLINE_MSGID]


def test_the_file_is_only_added_to(signed: Workspace) -> None:
    before = signed.approvals_path("en").read_bytes()
    edit(signed, "guide.toml", "value = 6", "value = 4")
    sign(signed, "en", "clinician", "Dr Abe")
    after = signed.approvals_path("en").read_bytes()
    assert after.startswith(before)
    assert [json.loads(line)["kind"] for line in after[len(before) :].splitlines()] == ["text", "approval"]


def test_a_broken_catalog_of_another_locale_does_not_stop_a_signature(signed: Workspace) -> None:
    signed.catalog_path("es", "hair").parent.mkdir(parents=True)
    signed.catalog_path("es", "hair").write_text("no catalog\n")
    with pytest.raises(PublishError):
        domain_status(signed.snapshot(), "es", "hair")
    (done,) = sign(signed, "en", "clinician", "Dr Abe", chosen=("hair",))
    assert done.approved_in == ("en", "fr")


def test_missing_is_stale_only_where_the_source_has_moved_on(workspace: Workspace) -> None:
    init(workspace, "fr")
    begun = domain_status(workspace.snapshot(), "fr", "hair")
    assert (begun.missing, begun.stale) == (4, 0)
    guide = workspace.guide_folder("hair") / "guide.md"
    guide.write_text(guide.read_text() + "\nA paragraph more.\n")
    later = domain_status(workspace.snapshot(), "fr", "hair")
    assert (later.missing, later.stale) == (5, 5)


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


def test_the_whole_of_a_guide_reads_as_an_outline(signed: Workspace) -> None:
    ((whole,),) = (covered_outline(signed.snapshot(), "hair"),)
    lines = whole.msgstr.splitlines()
    assert lines[0] == "edition 2026.1, published 2026-11-23, next review 2029-11-23"
    assert any(line.startswith("  p critical ") and line.endswith("Do **not** have it if you are pregnant.") for line in lines)
    assert lines[-1].startswith("picture scalp.svg ") and len(lines[-1].split()[-1]) == 64
