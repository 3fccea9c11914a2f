"""Tests of ``publish waive``: a waived finding no longer stops the build."""

from pathlib import Path

from tests.cli.conftest import Run


def test_a_waived_error_builds_and_is_listed(run: Run, workspace: Path) -> None:
    assert run("init", "es").returncode == 0
    path = workspace / "locales/es/LC_MESSAGES/inhaler.po"
    source = 'msgid "If the blue inhaler does **not** help, call an ambulance."\nmsgstr "'
    path.write_text(path.read_text().replace(source, f"{source}Si el inhalador azul **no** ayuda, llame al médico."))
    build = ("build", "--locale", "es", "--layout", "web")
    assert "warning-lost" in run(*build).stderr
    hint = next(line for line in run("check", "es").stdout.splitlines() if "publish waive" in line)
    words = hint.partition("publish ")[2].replace('"WHY"', "WHY").replace("NAME", "Cruz").split()
    assert run(*words).returncode == 0
    assert run(*build).returncode == 0
    assert "Cruz" in run("waive", "es", "--list").stdout
    assert "1 waived" in run("check", "es").stdout
    assert "finding-waived" in run("check", "es", "--severity", "note").stdout
    assert run("waive", "es", "--message", "x").returncode == 2
