"""The source checks. The examples are those of docs/source-checks.md: each check reports one guide and leaves another alone."""

import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.guide import Front, Phrase, parse_front, parse_guide
from publish.guide.classes import ROLES
from publish.guide.review import Lines, Setting, review
from publish.guide.slips import find_slips, read_source
from publish.project import Finding, Severity

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "source-checks.md"
SLIP_CODES = frozenset(
    code
    for path in (ROOT / "publish" / "guide" / "slips").glob("*.py")
    for code in re.findall(r'slip_\w+\)?\(\s*"([\w-]+)"', path.read_text(encoding="utf-8"))
)
TODAY = date(2026, 11, 23)
FRONT = 'edition = "1"\n'
USUAL = {"author": '"Jo Writer"', "published": "2026-11-23"}


@dataclass(frozen=True)
class Example:
    """One example of the page: a guide, what its guide.toml adds, and whether the check must report it."""

    code: str
    severity: str
    reported: bool
    markdown: str
    toml: str


def examples() -> Iterator[Example]:
    """Yield the examples of the page in their order."""
    for section in re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.M)[1:]:
        code, severity = re.findall(r"`([\w-]+)` · (\w+)", section)[0]
        for language, kind, text, after in re.findall(r"```(\w+) (reported|fine)\n(.*?)```(?:\n\n```toml\n(.*?)```)?", section, re.S):
            markdown, toml = (text, after) if language == "markdown" else ("# A guide\n", text)
            yield Example(code, severity, kind == "reported", filled(markdown), toml)


def filled(markdown: str) -> str:
    return re.sub(r"\(… (\d+) words …\)", lambda found: " ".join(["Rest well."] * (int(found[1]) // 2)), markdown)


def front_of(folder: Path, toml: str) -> Front:
    usual = "".join(f"{key} = {value}\n" for key, value in USUAL.items() if key not in tomllib.loads(toml))
    path = folder / "guide.toml"
    path.write_text(FRONT + usual + toml.replace("author = false\n", ""), encoding="utf-8")
    return parse_front(path.read_bytes(), path.name)


def reviewed(markdown: str, front: Front, locale: str = "en") -> list[Finding]:
    found = review(parse_guide(markdown), front, Setting("source/small", frozenset({"arm.svg"}), locale, TODAY))
    slips = find_slips(read_source(markdown), ROLES)
    return found + [Finding(slip.severity, slip.code, slip.message, "source/small/guide.md", slip.line, hint=slip.hint) for slip in slips]


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: f"{example.code}-{'reported' if example.reported else 'fine'}")
def test_each_check_reports_its_example_and_leaves_the_other_alone(example: Example, tmp_path: Path) -> None:
    found = [finding for finding in reviewed(example.markdown, front_of(tmp_path, example.toml)) if finding.code == example.code]
    assert bool(found) == example.reported, found
    for finding in found:
        assert finding.severity == example.severity and finding.hint
        assert finding.file in ("source/small/guide.md", "source/small/guide.toml")


def test_every_check_is_on_the_page_with_both_examples() -> None:
    kinds = {(example.code, example.reported) for example in examples()}
    codes = {code for code, _ in kinds}
    files = (path for room in ("review", "slips") for path in (ROOT / "publish" / "guide" / room).glob("*.py"))
    sources = "".join(path.read_text(encoding="utf-8") for path in files)
    assert codes == set(re.findall(r'(?:(?:review|slip)_(?:error|warning|note)\)?|report)\(\s*"([\w-]+)"', sources))
    assert kinds == {(code, reported) for code in codes for reported in (True, False)}


def test_each_message_names_its_standard(tmp_path: Path) -> None:
    standards = ("CDC Clear Communication Index", "AHRQ PEMAT-P", "IPDAS", "PIF TICK", "plain language", "WCAG", "Joint Commission", "ISMP")
    for example in examples():
        if example.reported and example.code not in {"unknown-fact", "image-missing", *SLIP_CODES}:
            found = [f for f in reviewed(example.markdown, front_of(tmp_path, example.toml)) if f.code == example.code]
            assert all(any(standard in finding.message for standard in standards) for finding in found), found


def test_the_guide_of_this_repository_gives_no_warning() -> None:
    for folder in sorted((ROOT / "source").glob("*/guide.md")):
        guide = folder.parent
        setting = Setting(f"source/{guide.name}", frozenset(os.listdir(guide)), "en", TODAY)
        front = parse_front((guide / "guide.toml").read_bytes(), "guide.toml")
        found = review(parse_guide((guide / "guide.md").read_text(encoding="utf-8")), front, setting)
        assert not [str(finding) for finding in found if finding.severity is not Severity.NOTE]


def test_missing_parts_of_decision_aids_are_notes_in_other_guides(tmp_path: Path) -> None:
    found = {finding.code: finding.severity for finding in reviewed("# Your inhaler\n\nShake it.", front_of(tmp_path, ""))}
    assert found["references-missing"] is found["uncertainty-missing"] is found["update-policy-missing"] is Severity.NOTE


ENGLISH_ONLY = {
    "abbreviation-unexplained",
    "decimal-used",
    "denominator-mixed",
    "dose-abbreviation",
    "grade-high",
    "image-description-redundant",
    "no-treatment-missing",
    "off-label-missing",
    "percent-used",
    "sentence-long",
    "term-late",
    "term-unexplained",
    "update-policy-missing",
}


def test_english_word_lists_are_not_applied_to_other_languages(tmp_path: Path) -> None:
    silent = set()
    for example in examples():
        codes = {finding.code for finding in reviewed(example.markdown, front_of(tmp_path, example.toml), "fr")}
        if example.reported and example.code not in codes:
            silent.add(example.code)
    assert silent == ENGLISH_ONLY


@pytest.mark.parametrize(
    "text",
    [
        "Do *not* take it. *Always* call first. Take it *before* you eat.",
        "STOP if it hurts. Do NOT drive: you must not drive for a day.",
        "In 2025 the agency agreed. Of the 3 in 2024, none was new.",
        "Minoxidil 5% is a liquid. Keep it below 25.5 °C. Take 2.5 mL, 0.5 mg or 1.5 milligrams.",
        "This is version 1.2 of the leaflet. It costs $12.50 or EUR 9.50.",
        "The magnetic resonance scan (MRI) is painless. The MRI takes an hour. The FDA, the US drug agency, agrees.",
        "FUE and FUT are two ways to do it. Ask for *PRP*, which is made from blood. *Mesotherapy* means injections.",
        "Majid Sabour, MD, read it.",
    ],
)
def test_good_writing_raises_no_alarm(text: str, tmp_path: Path) -> None:
    wolves = {"term-unexplained", "term-late", "abbreviation-unexplained", "denominator-mixed", "percent-used", "decimal-used"}
    assert not [finding for finding in reviewed(text, front_of(tmp_path, "")) if finding.code in wolves]


def test_facts_count_with_their_values(tmp_path: Path) -> None:
    toml = 'facts = { better = { value = 62.8, unit = "percent" }, few = { value = 3 }, dose = { value = 0.5, unit = "milligram" } }'
    text = "It helps {better} of people. With salt water, {few} in 10 got well. Then {few} of 100. Take {dose}."
    found = [finding.code for finding in reviewed(text, front_of(tmp_path, toml)) if finding.code.endswith(("-used", "-mixed"))]
    assert found == ["denominator-mixed", "percent-used"]


@pytest.mark.parametrize("words", ["*slowly*", "*“Is it safe?”*", "_Never again_"])
def test_words_that_are_stressed_or_spoken_are_no_terms(words: str, tmp_path: Path) -> None:
    assert not [each for each in reviewed(f"Go on, {words}", front_of(tmp_path, "")) if each.code == "term-unexplained"]


def test_a_finding_names_heading_and_line(tmp_path: Path) -> None:
    source = "# Arm\n\n## At home\n\nIt helps 62% of\n  people.\n"
    finding = next(f for f in reviewed(source, front_of(tmp_path, "")) if f.code == "percent-used")
    assert (finding.anchor, finding.msgid) == ("at-home", "It helps 62% of people.")
    assert Lines.of(source).locate(finding).line == 5


@given(st.lists(st.text("ab *\\[", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=8), st.integers(0, 7))
def test_a_line_is_found_wherever_it_stands(lines: list[str], place: int) -> None:
    wanted = lines[place % len(lines)]
    line = Lines.of("\n".join(lines)).locate(Finding(Severity.NOTE, "x", "y", msgid=wanted)).line
    assert line is not None and 1 <= line <= lines.index(wanted) + 1


def test_a_fact_or_nothing_in_emphasis_breaks_no_check(tmp_path: Path) -> None:
    front = front_of(tmp_path, 'facts = { drug = { text = "dutasteride" } }')
    said = reviewed("Ask about dutasteride.\n\nTake *{drug}* now, or *.* at *{clinic.phone}*.", front)
    assert {finding.code for finding in said} >= {"term-unexplained", "term-late"}


MARKS = ["*", "**", "{x}", "{clinic.phone}", "`", "[^x]", "[^x]: y", "![", "](", ")", "::: options\n", ":::\n", "\n\n", "\\\n", "- ", "1. ",
         "# ", "| ", "\n|---|---|\n", "a", "s", "DHT", "3 of 4", "62%", "0.5", "off-label", ".", " ", "İ", "。"]  # fmt: skip


@given(st.text(st.characters(codec="utf-8")) | st.lists(st.sampled_from(MARKS), max_size=20).map("".join))
def test_no_text_breaks_a_check(text: str) -> None:
    front = Front("1", TODAY, date(2029, 11, 23), author="Jo Writer", facts={"x": Phrase("dutasteride")})
    assert all(finding.hint for finding in reviewed(text, front))
