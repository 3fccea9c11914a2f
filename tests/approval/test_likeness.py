"""People who look alike are one person; who may be one person confirms that they are two, and that is recorded."""

import json
from importlib.resources import files

import pytest

from publish.approval.people import Likeness, likeness
from publish.approval.signatures import Signature
from publish.approval.signing import sign
from publish.approval.status import domain_status
from publish.project import PublishError, UsageError, Workspace
from publish.text.look_alikes import skeleton
from tests.approval.conftest import unchained

SAME = (
    "Аna Perez",  # a Cyrillic letter
    "Αna Perez",  # a Greek letter
    "Ana Perеz",
    "Аnа Реrеz",
    "ᎪnᎪ Perez",  # Cherokee
    "𝐀na Perez",
    "Ａna Perez",
    "Ana Perez\u3164",
    "Ana\u115f Perez",
    "Ana\u034f Perez",
    "Ana\u2800Perez",
    "Ana Perez\u0332",
    "Perez, Ana",
    "Ana-Perez",
    "Dr. Ana Pérez, MD",
    "ANA PEREZ <b@example.org>",
    "Ana Perez (B)",
)
SIMILAR = (
    "AnaPerez",
    "Ana Perez 2",
    "Ana Perez II",
    "Ana Perez Jr.",
    "A. Perez",
    "P., Ana",
    "AP",
    "aperez",
    "Ana M. Perez",
    "Ana Maria Perez",
    "Ana Perez Gomez",
    "Ana",
    "Ana Peres",
    "4na P3rez",
)


@pytest.mark.parametrize("other", SAME)
def test_names_that_look_the_same_are_the_same(other: str) -> None:
    assert likeness("Ana Perez", other) is likeness(other, "Ana Perez") is Likeness.SAME


@pytest.mark.parametrize("other", SIMILAR)
def test_names_that_one_person_may_write_are_similar(other: str) -> None:
    assert likeness("Ana Perez", other) is likeness(other, "Ana Perez") is Likeness.SIMILAR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Perez", "Ana Lopez"), ("Ana Perez", "Rui Costa"), ("Anne Roux", "Bo Li"), ("王芳", "王方"), ("王 芳", "王 伟"),
        ("김철수", "김철호"), ("Maria Rossi", "Marco Bianchi"), ("ليلى حسن", "سارة حسن"),
    ],
)  # fmt: skip
def test_names_of_two_people_are_different(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one) is Likeness.DIFFERENT


@pytest.mark.parametrize(("one", "other"), [("Ηelen Ross", "Helen Ross"), ("Роре", "Pope"), ("НАТА", "ната"), ("Ian Roor", "lan Roor")])
def test_capitals_and_small_letters_are_compared(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.SAME


def test_skeletons_agree_with_the_whole_table() -> None:
    """Both texts of each pair of letters have one skeleton, except for a few signs that no name contains."""
    table = json.loads(files("confusable_homoglyphs").joinpath("confusables.json").read_text("utf-8"))
    pairs = [(text.strip("\u200e"), other["c"].strip("\u200e")) for text, others in table.items() for other in others]
    pairs = [pair for pair in pairs if all(map(str.isalpha, pair)) and 1 in map(len, pair)]
    wrong = [pair for pair in pairs if skeleton(pair[0]) != skeleton(pair[1])]
    assert len(pairs) > 6000 and len(wrong) < len(pairs) / 50, wrong[:20]


@pytest.mark.parametrize("other", ["Аna Perez", "Ana Perez\u3164", "AnaPerez", "A. Perez", "Ana Perez 2"])
@pytest.mark.parametrize(("first", "second"), [("translator", "reviser"), ("reviser", "translator")])
def test_nobody_revises_their_own_work_under_a_name_that_is_alike(french: Workspace, other: str, first: str, second: str) -> None:
    sign(french, "fr", first, "Ana Perez", chosen=("hair",))
    before = french.approvals_path("fr").read_bytes()
    with pytest.raises(PublishError, match="reviser-is-translator") as caught:
        sign(french, "fr", second, other, chosen=("hair",))
    assert caught.value.findings[0].hint and french.approvals_path("fr").read_bytes() == before


def test_two_people_with_similar_names_confirm_it_and_the_signature_says_so(french: Workspace) -> None:
    sign(french, "fr", "translator", "Ana Perez", chosen=("hair",))
    with pytest.raises(PublishError, match='--different-from "Ana Perez"'):
        sign(french, "fr", "reviser", "Ana Perez Gomez", chosen=("hair",))
    sign(french, "fr", "reviser", "Ana Perez Gomez", chosen=("hair",), different_from=("Ana Perez",))
    sign(french, "fr", "clinician", "Dr Cruz", chosen=("hair",))
    assert not domain_status(french.snapshot(), "fr", "hair").draft
    records = map(json.loads, french.approvals_path("fr").read_text().splitlines())
    assert [record["different_from"] for record in records if record.get("role") == "reviser"] == [["Ana Perez"]]


def test_who_looks_the_same_cannot_confirm_anything(french: Workspace) -> None:
    sign(french, "fr", "translator", "Ana Perez", chosen=("hair",))
    with pytest.raises(UsageError, match="names-alike"):
        sign(french, "fr", "reviser", "Аna Perez", chosen=("hair",), different_from=("Ana Perez",))
    with pytest.raises(PublishError, match="reviser-is-translator"):
        sign(french, "fr", "reviser", "Аna Perez", chosen=("hair",), different_from=("Somebody Else",))


@pytest.mark.parametrize("name", ["Аna Perez", "A. Perez"])
def test_a_line_written_by_hand_does_not_count(french: Workspace, name: str) -> None:
    for role, by in (("translator", "Ana Perez"), ("reviser", "Bo Li"), ("clinician", "Dr Cruz")):
        sign(french, "fr", role, by, chosen=("hair",))
    path = french.approvals_path("fr")
    path.write_text(unchained(path.read_text()).replace("Bo Li", name))
    assert domain_status(french.snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a reviser",)


@pytest.mark.parametrize("name", ["Ana\u3164", "Ana \u115fPerez", "Ana\u2064", "Ana\ufe0f"])
def test_an_invisible_letter_is_refused(french: Workspace, name: str) -> None:
    with pytest.raises(UsageError, match="name-missing"):
        sign(french, "fr", "clinician", name)
    assert not french.approvals_path("fr").exists()


def test_a_joiner_that_shapes_letters_may_be_in_a_name(french: Workspace) -> None:
    sign(french, "fr", "translator", "مه\u200cناز", chosen=("hair",))


def test_a_confirmation_holds_from_either_side() -> None:
    one, other = Signature("translator", "Ana Perez", "", ""), Signature("reviser", "A. Perez", "", "", different_from=("ana perez",))
    assert not one.may_be_by(other) and not other.may_be_by(one)
    assert Signature("reviser", "A. Perez", "", "", different_from=("Ana",)).may_be_by(one)
