"""Tests of `publish.project.settings`: what project.toml holds, and the errors where it is wrong."""

from pathlib import Path

import pytest

from publish.project import Finding, PublishError, Severity, UsageError, find_workspace


def workspace_with(folder: Path, text: str) -> Path:
    (folder / "source").mkdir()
    (folder / "source" / "project.toml").write_text(text)
    return folder


def test_an_empty_file_is_a_workspace_in_english(tmp_path: Path) -> None:
    settings = find_workspace(workspace_with(tmp_path, "")).snapshot().settings
    assert settings.all_locales == ("en",)
    assert settings.policy.required == ("translator", "reviser", "clinician")


def test_the_source_locale_comes_first_and_once(tmp_path: Path) -> None:
    text = '[project]\nsource_locale = "fr"\nlocales = ["en", "fr"]\n'
    assert find_workspace(workspace_with(tmp_path, text)).snapshot().settings.all_locales == ("fr", "en")


@pytest.mark.parametrize("text", ['project = 1', '[project]\nlocales = "es"', "[project]\nsource_locale = 1", "[project]\npapers = [4]"])
def test_a_wrong_type_names_the_key(tmp_path: Path, text: str) -> None:
    with pytest.raises(PublishError, match="setting-wrong"):
        _ = find_workspace(workspace_with(tmp_path, text)).snapshot().settings


def test_a_misspelt_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="unknown key “project.paper”") as error:
        _ = find_workspace(workspace_with(tmp_path, '[project]\npaper = ["Letter"]\n')).snapshot().settings
    assert "did you mean “papers”?" in str(error.value.findings[0].hint)


def test_a_key_of_another_program_is_ignored(tmp_path: Path) -> None:
    assert find_workspace(workspace_with(tmp_path, '[project]\nkeywords = ["skin"]\n')).snapshot().settings.papers == ("A4", "Letter")


def test_everything_that_is_wrong_is_reported_with_its_line(tmp_path: Path) -> None:
    text = '[project]\nlocales = "es"\n\n[release]\nrequired = ["translator", "reviewer"]\ncritcal = []\n'
    with pytest.raises(PublishError) as error:
        _ = find_workspace(workspace_with(tmp_path, text)).snapshot().settings
    assert [(finding.line, finding.code) for finding in error.value.findings] == [(line, "setting-wrong") for line in (2, 5, 6)]
    locales, role, key = (str(finding) for finding in error.value.findings)
    assert "“project.locales” must be a list" in locales
    assert "“release.required[2]” must be one of translator" in role and "did you mean “reviser”?" in role
    assert "unknown key “release.critcal”" in key and "did you mean “critical”?" in key


def test_the_workspace_is_found_from_within(tmp_path: Path) -> None:
    workspace_with(tmp_path, "")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert find_workspace(deep).root == tmp_path.resolve()


def test_without_a_workspace_it_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="project.toml"):
        find_workspace(tmp_path)


def test_a_finding_reads_as_where_what_which_and_what_next() -> None:
    finding = Finding(Severity.ERROR, "dose-changed", "10 mg became 100 mg", "locales/es.po", 7, None, "es", "Take 10 mg", "put 10 mg back")
    assert str(finding).splitlines() == [
        "locales/es.po:7 [es]: error: 10 mg became 100 mg (dose-changed)",
        "  text: Take 10 mg",
        "  next: put 10 mg back",
    ]
