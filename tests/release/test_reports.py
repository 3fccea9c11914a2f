"""Tests of findings as text, JSON, SARIF and JUnit, against what readers of these formats require."""

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.cli.shared import print_findings
from publish.project import Finding, Severity
from publish.release import reports
from publish.release.checking import Checked

DOSE = Finding(
    Severity.ERROR, "dose-changed", "10 mg became 100 mg", "locales/es/LC_MESSAGES/a guide.po", 7, "how-much", "es", "Take 10 mg.", "mend"
)
SPACE = Finding(Severity.WARNING, "outer-space", "a space at the end", "locales/es/LC_MESSAGES/a guide.po", locale="es")
LOST = Finding(Severity.ERROR, "file-missing", "there is no guide.toml")
CHECKED = (Checked("es", "a guide", (DOSE, SPACE)), Checked("es", "layouts"), Checked("source", "b", (LOST,)))

findings = st.builds(
    Finding,
    st.sampled_from(Severity),
    st.from_regex(r"[a-z]+(-[a-z]+)*", fullmatch=True),
    st.text(),
    st.none() | st.text(min_size=1),
    st.none() | st.integers(1, 10**6),
    st.none() | st.text(),
    st.none() | st.text(),
    st.none() | st.text(),
    st.none() | st.text(),
)
found = st.lists(st.builds(Checked, st.text(), st.text(), st.lists(findings, max_size=3).map(tuple)), max_size=4)


def test_text_shows_the_line_between_what_is_wrong_and_what_comes_next() -> None:
    catalog = [""] * 6 + ['msgid "Take 10 mg."', 'msgstr ""', '"Tome 100 mg."', "", 'msgid "Rest."']
    lines = reports.as_text(DOSE, catalog).split("\n")
    assert lines[0].startswith("locales/es/LC_MESSAGES/a guide.po:7#how-much [es]: error: 10 mg became 100 mg")
    assert lines[1:3] == ['  8 | msgstr ""', '  9 | "Tome 100 mg."']
    assert lines[3:] == ["  text: Take 10 mg.", "  next: mend"]
    assert reports.as_text(LOST) == "error: there is no guide.toml (file-missing)"


def test_the_excerpt_of_a_guide_is_the_line_itself() -> None:
    assert reports.excerpt(["# Doses", "Take 10 mg.", "Rest."], 2) == [(2, "Take 10 mg.")]
    assert reports.excerpt(["Take 10 mg."], 7) == [] == reports.excerpt(["Take 10 mg."], 0)
    assert reports.excerpt(['msgid "cut short"'], 1) == [(1, 'msgid "cut short"')]


def test_json_has_the_fields_of_each_finding(capsys: pytest.CaptureFixture[str]) -> None:
    print_findings([DOSE, LOST], "json")
    first, second = json.loads(capsys.readouterr().out)["findings"]
    assert first["severity"] == "error" and first["msgid"] == "Take 10 mg." and second["line"] is None
    assert list(first) == list(Finding.__dataclass_fields__)


def test_sarif_names_rule_line_locale_and_msgid() -> None:
    log = json.loads(reports.as_sarif(CHECKED, "1.2.3", "docs/checks.md"))
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert {"id": "dose-changed", "helpUri": "docs/checks.md#dose-changed"} in rules
    result = run["results"][0]
    assert (result["ruleId"], result["level"]) == ("dose-changed", "error") and "next: mend" in result["message"]["text"]
    location = result["locations"][0]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "locales/es/LC_MESSAGES/a%20guide.po"
    assert location["physicalLocation"]["region"] == {"startLine": 7}
    assert location["logicalLocations"][0]["properties"] == {"locale": "es", "msgid": "Take 10 mg."}
    assert "physicalLocation" not in run["results"][2]["locations"][0]


@given(found)
def test_sarif_has_what_the_schema_requires(checked: list[Checked]) -> None:
    log = json.loads(reports.as_sarif(checked, "1.2.3", "docs/checks.md"))
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules)) and run["tool"]["driver"]["name"]
    assert len(run["results"]) == sum(len(each.findings) for each in checked)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error") and isinstance(result["message"]["text"], str)
        for place in (location["physicalLocation"] for location in result["locations"] if "physicalLocation" in location):
            assert place["artifactLocation"]["uri"].isascii() and " " not in place["artifactLocation"]["uri"]
            assert place.get("region", {"startLine": 1})["startLine"] >= 1


def test_junit_has_a_suite_for_each_pair_and_fails_for_errors_only() -> None:
    root = ElementTree.fromstring(reports.as_junit(CHECKED))
    assert [suite.get("name") for suite in root] == ["es/a guide", "es/layouts", "source/b"]
    first, clean, _ = root
    assert (first.get("tests"), first.get("failures")) == ("2", "1") and (clean.get("tests"), clean.get("failures")) == ("1", "0")
    failure = first.find("testcase/failure")
    assert failure is not None and failure.get("type") == "dose-changed" and "mend" in (failure.text or "")
    assert len(first.findall("testcase/system-out")) == 1 and clean.find("testcase/failure") is None


@given(found)
def test_junit_is_xml_whatever_a_catalog_holds(checked: list[Checked]) -> None:
    root = ElementTree.fromstring(reports.as_junit(checked))
    for suite in root:
        assert len(suite.findall("testcase")) == int(suite.get("tests", ""))
        assert len(suite.findall("testcase/failure")) == int(suite.get("failures", ""))


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ufffe", "\ud800"])
def test_junit_holds_no_character_that_xml_cannot(character: str) -> None:
    odd = Finding(Severity.ERROR, "odd", f"a{character}b", msgid=character)
    assert "a\ufffdb" in reports.as_junit([Checked("es", "x", (odd,))])
