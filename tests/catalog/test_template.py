"""Tests of `publish.catalog.template`: which messages are extracted, and when a template is written."""

import subprocess

import pytest

from publish.catalog.template import extract, front_in, is_critical, stamp, template, write_templates
from publish.po.codec import read_po
from publish.project import PublishError, Workspace


def test_a_guide_its_drawings_and_the_layouts_are_extracted(workspace: Workspace) -> None:
    templates = extract(workspace.snapshot())
    assert list(templates) == ["hair", "layouts"]
    found = {entry.msgid: entry for entry in templates["hair"].messages}
    assert list(found) == [
        "Injections for hair loss",
        "A session takes {session_length}.",
        "Do **not** have it if you are pregnant.[^label]",
        "A scalp",
    ]
    assert found["A scalp"].references == ("source/hair/scalp.svg",) and found["A scalp"].flags == ()


def test_a_message_carries_what_translators_need(workspace: Workspace) -> None:
    messages = template(workspace.snapshot(), "hair")
    session = messages.index[None, "A session takes {session_length}."]
    assert session.extracted == ("Keep it short.", "Paragraph.", "{session_length} = 10 to 30 minute")
    assert session.references == ("source/hair/guide.md#injections-for-hair-loss",)
    assert session.flags == ("md-text", "placeholders:{session_length}")
    warning = messages.index[None, "Do **not** have it if you are pregnant.[^label]"]
    assert is_critical(warning) and warning.extracted[0].startswith("Critical:")


def test_layouts_of_the_workspace_and_the_shipped_ones_are_extracted(workspace: Workspace) -> None:
    found = template(workspace.snapshot(), "layouts").index
    assert found[None, "Our own words"].extracted == ("A button.",)
    assert found[None, "Our own words"].references == ("layouts/own/own.html",)
    assert found[None, "one page"].msgid_plural == "%(n)s pages" and "python-format" in found[None, "one page"].flags
    assert (None, "When to call") in found


def test_a_template_is_written_only_when_its_content_changes(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(write_templates(workspace)) == 2
    first = workspace.template_path("hair").read_bytes()
    assert b"POT-Creation-Date: 2026-09-21 14:13+0000" in first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert write_templates(workspace) == ()
    guide = workspace.guide_folder("hair") / "guide.md"
    guide.write_text(guide.read_text() + "\nOne more.\n")
    assert write_templates(workspace, check=True) == (workspace.template_path("hair"),)
    assert workspace.template_path("hair").read_bytes() == first
    assert write_templates(workspace) == (workspace.template_path("hair"),)
    assert b"POT-Creation-Date: 2027-01-15" in workspace.template_path("hair").read_bytes()


def test_a_guide_without_its_data_is_told_what_to_write(workspace: Workspace) -> None:
    (workspace.guide_folder("hair") / "guide.toml").unlink()
    with pytest.raises(PublishError) as caught:
        front_in(workspace.snapshot(), "hair")
    assert [finding.code for finding in caught.value.findings] == ["file-missing"]
    assert "needs at least:  edition = " in caught.value.findings[0].hint


def test_reflowing_a_guide_changes_no_template(workspace: Workspace) -> None:
    write_templates(workspace)
    guide = workspace.guide_folder("hair") / "guide.md"
    guide.write_text(guide.read_text().replace("have it if", "have it\nif") + "\n\n")
    assert write_templates(workspace) == ()


def test_gettext_accepts_the_templates(workspace: Workspace) -> None:
    for path in write_templates(workspace):
        assert subprocess.run(["msgfmt", "--check-format", "-o", "/dev/null", path], capture_output=True).returncode == 0
        assert subprocess.run(["msgcat", "--no-wrap", path], capture_output=True, check=True).stdout
        assert read_po(path.read_bytes()).headers["Content-Type"] == "text/plain; charset=UTF-8"


def test_a_guide_that_is_not_utf_8_is_refused(workspace: Workspace) -> None:
    (workspace.guide_folder("hair") / "guide.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PublishError) as caught:
        extract(workspace.snapshot())
    assert caught.value.findings[0].file == "source/hair/guide.md"


def test_the_clock_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert stamp() == "1970-01-01 00:00+0000"


def test_a_guide_that_is_not_utf_8_does_not_prevent_writing_the_others(workspace: Workspace) -> None:
    for name in ("aches", "zits"):
        workspace.guide_folder(name).mkdir()
        (workspace.guide_folder(name) / "guide.md").write_bytes(b"caf\xe9")
    with pytest.raises(PublishError) as caught:
        write_templates(workspace)
    assert [finding.file for finding in caught.value.findings] == ["source/aches/guide.md", "source/zits/guide.md"]
    assert workspace.template_path("hair").is_file() and workspace.template_path("layouts").is_file()


def test_translators_are_told_what_kind_of_text_it_is_and_what_room_it_has(workspace: Workspace) -> None:
    text = "## A heading\n\n- An item\n\n| Head | H |\n|---|---|\n| Cell | c |\n\n![Seen](a.svg \"Caption\")\n\n::: notes Title\nx\n:::\n"
    (workspace.guide_folder("hair") / "guide.md").write_text(text)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><text data-width="60" data-lines="2" font-size="10">A label</text></svg>'
    (workspace.guide_folder("hair") / "a.svg").write_text(drawing)
    told = {entry.msgid: entry.extracted[-1] for entry in template(workspace.snapshot(), "hair").messages}
    assert told["A heading"] == "Heading of level 2." and told["An item"] == "List item." and told["Title"] == "Title of a section."
    assert told["Head"] == "Heading of a table column." and told["Cell"] == "Table cell." and told["Caption"] == "Caption of a picture."
    assert told["Seen"].startswith("Description") and told["A label"] == "Label in a drawing: 2 lines of about 12 letters."
