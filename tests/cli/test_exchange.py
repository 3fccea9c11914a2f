"""Tests of ``publish export`` and ``publish import``."""

from pathlib import Path

from tests.cli.conftest import Run


def create_spanish(run: Run) -> None:
    """Create the Spanish catalogs."""
    assert run("init", "es").returncode == 0


def test_an_edited_xliff_file_changes_one_translation(run: Run, workspace: Path) -> None:
    create_spanish(run)
    sent = run("export", "es", "--guide", "inhaler")
    assert sent.stdout.split() == ["exchange/es.inhaler.xlf"]
    path, catalog = workspace / "exchange/es.inhaler.xlf", workspace / "locales/es/LC_MESSAGES/inhaler.po"
    before = catalog.read_bytes()
    assert run("import", str(path)).returncode == 0 and catalog.read_bytes() == before
    empty, target = '<target state="needs-translation"></target>', '<target state="translated">Su inhalador</target>'
    path.write_text(path.read_text(encoding="utf-8").replace(empty, target, 1), encoding="utf-8")
    result = run("import", str(path))
    assert result.returncode == 0, result.stderr
    changed = set(catalog.read_bytes().splitlines()) - set(before.splitlines())
    assert changed == {'msgstr "Su inhalador"'.encode()}


def test_what_is_exported_can_be_imported(run: Run, workspace: Path) -> None:
    create_spanish(run)
    (workspace / "locales/es/LC_MESSAGES/layouts.po").unlink(missing_ok=True)
    sent = run("export", "es").stdout.split()
    assert sent and run("import", *sent).returncode == 0


def test_a_refused_unit_is_reported_with_file_and_line(run: Run, workspace: Path) -> None:
    create_spanish(run)
    run("export", "es", "--output", str(workspace / "out"))
    path = workspace / "out/es.inhaler.xlf"
    text = path.read_text(encoding="utf-8").replace("<source>Your inhaler</source>", "<source>Your old inhaler</source>")
    path.write_text(text, encoding="utf-8")
    result = run("import", "out/es.inhaler.xlf")
    assert result.returncode == 1
    assert "out/es.inhaler.xlf:6 [es]: error: not imported: its source is not that of the catalog (unit-source-changed)" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_damaged_spreadsheet_changes_nothing(run: Run, workspace: Path) -> None:
    create_spanish(run)
    run("export", "es", "--format", "csv", "--guide", "inhaler")
    path, catalog = workspace / "exchange/es.inhaler.csv", workspace / "locales/es/LC_MESSAGES/inhaler.po"
    before, text = catalog.read_bytes(), path.read_text(encoding="utf-8")
    path.write_text(text.replace("Your inhaler,,", "Your inhaler,Su inhalador,").replace("Shake the", "Sheik the"), encoding="utf-8")
    result = run("import", str(path))
    assert result.returncode == 1 and "row 6: the context or the source is not what was exported" in result.stderr
    assert catalog.read_bytes() == before
    renamed = path.rename(workspace / "translated.csv")
    renamed.write_text(text.replace("Your inhaler,,", "Your inhaler,Su inhalador,"), encoding="utf-8")
    assert "--locale LOCALE --guide GUIDE" in run("import", str(renamed)).stderr
    assert run("import", str(renamed), "--locale", "es", "--guide", "inhaler", "--origin", "machine").returncode == 0
    assert "#, fuzzy, md-text\nmsgid \"Your inhaler\"\nmsgstr \"Su inhalador\"" in catalog.read_text(encoding="utf-8")
    assert "# Machine translation from translated.csv; a person has to check it.\n" in catalog.read_text(encoding="utf-8")


def test_unsafe_and_foreign_files_are_refused(run: Run, workspace: Path) -> None:
    create_spanish(run)
    for number, (data, code) in enumerate(
        [
            ('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xliff version="1.2">&f;</xliff>', "xliff-unsafe"),
            ('<xliff version="1.2"><file original="../../etc/passwd" target-language="es"/></xliff>', "catalog-unknown"),
            ('<xliff version="1.2"><file original="locales/es/LC_MESSAGES/inhaler.po" target-language="fr"/></xliff>', "language-differs"),
        ]
    ):
        (workspace / f"{number}.xlf").write_text(data, encoding="utf-8")
        result = run("import", f"{number}.xlf")
        assert result.returncode == 1 and code in result.stderr and "next:" in result.stderr


def test_wrong_names_are_usage_errors(run: Run) -> None:
    create_spanish(run)
    assert run("export").returncode == run("export", "xx").returncode == run("export", "fr").returncode == 2
    assert run("export", "es", "--guide", "nothing").returncode == run("import", "nothing.xlf").returncode == 2
    assert not run("export", "es", "--format", "tmx").stderr
    assert run("import", "exchange/es.tmx").returncode == 2
