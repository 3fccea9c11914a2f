"""Tests of ``publish check`` on catalogs and sources: its four formats and its exit codes."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Run

PO = "locales/es/LC_MESSAGES/inhaler.po"


@pytest.fixture
def spanish(run: Run, workspace: Path) -> Path:
    """A Spanish catalog with the warning translated, and with a wrong placeholder in one sentence."""
    run("init", "es")
    path = workspace / PO
    text = path.read_text(encoding="utf-8")
    for msgid, msgstr in (
        ("If the blue inhaler does **not** help, call an ambulance.", "Si el inhalador azul **no** ayuda, llame a una ambulancia."),
        ("Shake the inhaler.", "Agite el inhalador {twice}."),
    ):
        assert f'msgid "{msgid}"\nmsgstr ""' in text
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    path.write_text(text, encoding="utf-8")
    return path


def test_an_error_is_shown_with_its_line_and_a_next_step(run: Run, spanish: Path) -> None:
    result = run("check", "es")
    assert result.returncode == 1 and not result.stderr
    assert f"{PO}:" in result.stdout and "(placeholder-changed)" in result.stdout
    assert " | msg" in result.stdout and "docs/checks.md explains each code" in result.stdout
    assert "2 checked: 1 errors" in result.stdout


def test_a_mended_catalog_passes(run: Run, spanish: Path) -> None:
    spanish.write_text(spanish.read_text(encoding="utf-8").replace(" {twice}", ""), encoding="utf-8")
    result = run("check", "es")
    assert result.returncode == 0 and "2 checked: 0 errors, 0 warnings" in result.stdout and "explains each code" not in result.stdout


def test_all_formats_report_the_same_findings(run: Run, spanish: Path) -> None:
    findings = json.loads(run("check", "es", "--format", "json").stdout)["findings"]
    assert [finding["code"] for finding in findings if finding["severity"] == "error"] == ["placeholder-changed"]
    results = json.loads(run("check", "es", "--format", "sarif").stdout)["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == [finding["code"] for finding in findings]
    suites = ElementTree.fromstring(run("check", "es", "--format", "junit").stdout)
    assert {suite.get("name"): suite.get("failures") for suite in suites} == {"es/inhaler": "1", "es/layouts": "0"}


def test_one_guide_can_be_chosen(run: Run, spanish: Path) -> None:
    assert run("check", "es", "--guide", "layouts").returncode == 0
    assert run("check", "es", "--guide", "inhaler").returncode == 1


def test_a_broken_catalog_does_not_hide_the_others(run: Run, spanish: Path) -> None:
    broken = spanish.with_name("layouts.po")
    broken.write_text('msgid "a"\nmsgstr "unfinished\n', encoding="utf-8")
    result = run("check", "es").stdout
    assert "layouts.po:2" in result and "(placeholder-changed)" in result and "Traceback" not in result


def test_the_source_is_reviewed(run: Run) -> None:
    result = run("check", "--source")
    assert result.returncode == 0 and "(author-missing)" in result.stdout and "PIF TICK" in result.stdout
    assert "uncertainty-missing" not in result.stdout and "--severity note" in result.stdout
    assert "(uncertainty-missing)" in run("check", "--source", "--severity", "note").stdout
    assert "author-missing" not in run("check", "--source", "--severity", "error").stdout


def test_source_date_epoch_decides_whether_a_review_is_due(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "3000000000")
    assert "(review-due)" in run("check", "--source").stdout


def test_the_source_check_fails_where_a_build_would(run: Run, workspace: Path) -> None:
    path = workspace / "source" / "inhaler" / "guide.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nTake {puffs} puffs.[^nobody]\n\n![A hand](hand.svg)\n", encoding="utf-8")
    result = run("check", "--source", "--format", "json")
    errors = {finding["code"]: finding for finding in json.loads(result.stdout)["findings"] if finding["severity"] == "error"}
    assert result.returncode == 1 and set(errors) == {"unknown-fact", "unknown-citation", "image-missing"}
    assert path.read_text(encoding="utf-8").split("\n")[errors["unknown-fact"]["line"] - 1].startswith("Take {puffs}")


def test_a_broken_guide_is_a_finding(run: Run, workspace: Path) -> None:
    (workspace / "source" / "inhaler" / "guide.toml").write_text("edition = \n")
    result = run("check", "--source", "--format", "json")
    assert result.returncode == 1 and [finding["code"] for finding in json.loads(result.stdout)["findings"]] == ["toml-broken"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("xx",), "there is no locale “xx”"),
        (("en",), "--source"),
        (("--guide", "inhalr"), "did you mean “inhaler”"),
        (("--source", "es"), "leave out the locales"),
        (("--source", "--guide", "layouts"), "there is no guide “layouts”"),
    ],
)
def test_wrong_usage_exits_with_2(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("check", *arguments)
    assert result.returncode == 2 and said in result.stderr and "Traceback" not in result.stderr
