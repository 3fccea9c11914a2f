"""publish export and publish import, as translators use them."""

from pathlib import Path

from tests.cli.conftest import Run


def begun(run: Run) -> None:
    """Begin the Spanish catalogs."""
    assert run("init", "es").returncode == 0


def test_a_translation_comes_back_from_a_tool(run: Run, workspace: Path) -> None:
    begun(run)
    sent = run("export", "es", "--guide", "inhaler")
    assert sent.stdout.split() == ["exchange/es.inhaler.xlf"]
    path, catalog = workspace / "exchange/es.inhaler.xlf", workspace / "locales/es/LC_MESSAGES/inhaler.po"
    before = catalog.read_bytes()
    assert run("import", str(path)).returncode == 0 and catalog.read_bytes() == before
    empty, target = '<target state="needs-translation"></target>', '<target state="translated">Su inhalador</target>'
    path.write_text(path.read_text(encoding="utf-8").replace(empty, target, 1), encoding="utf-8")
    told = run("import", str(path))
    assert told.returncode == 0, told.stderr
    changed = set(catalog.read_bytes().splitlines()) - set(before.splitlines())
    assert changed == {'msgstr "Su inhalador"'.encode()}


def test_what_is_exported_can_be_imported(run: Run, workspace: Path) -> None:
    begun(run)
    (workspace / "locales/es/LC_MESSAGES/layouts.po").unlink(missing_ok=True)
    sent = run("export", "es").stdout.split()
    assert sent and run("import", *sent).returncode == 0


def test_what_is_refused_is_told_with_its_place(run: Run, workspace: Path) -> None:
    begun(run)
    run("export", "es", "--output", str(workspace / "out"))
    path = workspace / "out/es.inhaler.xlf"
    text = path.read_text(encoding="utf-8").replace("<source>Your inhaler</source>", "<source>Your old inhaler</source>")
    path.write_text(text, encoding="utf-8")
    told = run("import", "out/es.inhaler.xlf")
    assert told.returncode == 1
    assert "out/es.inhaler.xlf:6 [es]: error: not taken in: its source is not what the catalog says (unit-source-changed)" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_damaged_spreadsheet_changes_nothing(run: Run, workspace: Path) -> None:
    begun(run)
    run("export", "es", "--format", "csv", "--guide", "inhaler")
    path, catalog = workspace / "exchange/es.inhaler.csv", workspace / "locales/es/LC_MESSAGES/inhaler.po"
    before, text = catalog.read_bytes(), path.read_text(encoding="utf-8")
    path.write_text(text.replace("Your inhaler,,", "Your inhaler,Su inhalador,").replace("Shake the", "Sheik the"), encoding="utf-8")
    told = run("import", str(path))
    assert told.returncode == 1 and "row 6: the context or the source is not what was exported" in told.stderr
    assert catalog.read_bytes() == before
    renamed = path.rename(workspace / "translated.csv")
    renamed.write_text(text.replace("Your inhaler,,", "Your inhaler,Su inhalador,"), encoding="utf-8")
    assert "--locale LOCALE --guide GUIDE" in run("import", str(renamed)).stderr
    assert run("import", str(renamed), "--locale", "es", "--guide", "inhaler", "--origin", "machine").returncode == 0
    assert "#, fuzzy, md-text\nmsgid \"Your inhaler\"\nmsgstr \"Su inhalador\"" in catalog.read_text(encoding="utf-8")
    assert "# Machine translation from translated.csv; a person has to check it.\n" in catalog.read_text(encoding="utf-8")


def test_files_of_elsewhere_are_refused(run: Run, workspace: Path) -> None:
    begun(run)
    for number, (data, code) in enumerate(
        [
            ('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xliff version="1.2">&f;</xliff>', "xliff-unsafe"),
            ('<xliff version="1.2"><file original="../../etc/passwd" target-language="es"/></xliff>', "catalog-unknown"),
            ('<xliff version="1.2"><file original="locales/es/LC_MESSAGES/inhaler.po" target-language="fr"/></xliff>', "language-differs"),
        ]
    ):
        (workspace / f"{number}.xlf").write_text(data, encoding="utf-8")
        told = run("import", f"{number}.xlf")
        assert told.returncode == 1 and code in told.stderr and "next:" in told.stderr


def test_wrong_names_are_usage_errors(run: Run) -> None:
    begun(run)
    assert run("export").returncode == run("export", "xx").returncode == run("export", "fr").returncode == 2
    assert run("export", "es", "--guide", "nothing").returncode == run("import", "nothing.xlf").returncode == 2
    assert not run("export", "es", "--format", "tmx").stderr
    assert run("import", "exchange/es.tmx").returncode == 2
