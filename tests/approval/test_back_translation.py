"""Tests of blind back-translation: bound to the text that was read, compared with the source by the checks."""

from pathlib import Path

import pytest

from publish.approval.back_translation import BROKEN, differences, entry_of, read_back_translations, save_back_translation
from publish.approval.signatures import text_digest
from publish.catalog.edit import with_translation
from publish.catalog.store import load
from publish.catalog.template import template
from publish.catalog.update import init
from publish.guide import Message
from publish.po.codec import write_po
from publish.po.model import Entry
from publish.project import PublishError, UsageError, Workspace
from publish.project.names import back_translations_file
from tests.workspaces import workspace as workspace  # noqa: F401


def translated_warning(workspace: Workspace, text: str) -> tuple[str, Entry]:  # noqa: F811
    """Translate the warning of the guide, and return its mark and its entry."""
    init(workspace, "fr") if not workspace.catalog_path("fr", "hair").exists() else None
    snapshot = workspace.snapshot()
    message = next(each for each in template(snapshot, "hair").messages if "pregnant" in each.msgid)
    workspace.catalog_path("fr", "hair").write_bytes(write_po(with_translation(load(snapshot, "fr", "hair"), message, (text,))))
    mark = Message(message.msgid, message.msgctxt).mark
    entry = entry_of(workspace.snapshot(), "fr", "hair", mark)
    assert entry is not None
    return mark, entry


def test_it_is_bound_to_the_text_that_was_read(workspace: Workspace) -> None:  # noqa: F811
    mark, entry = translated_warning(workspace, "Ne le faites **pas** si vous êtes enceinte.[^label]")
    digest = text_digest(entry)
    save_back_translation(workspace, "fr", "hair", mark, digest, "Do not do it if you are pregnant.", "Ana Cruz")
    save_back_translation(workspace, "fr", "hair", mark, digest, " Do **not** do it if you are pregnant.[^label] ", "Ana Cruz")
    found = read_back_translations(workspace.snapshot(), "fr")["hair", mark]
    assert (found.back, found.by, found.text) == ("Do **not** do it if you are pregnant.[^label]", "Ana Cruz", digest)
    translated_warning(workspace, "Ne le faites **jamais** si vous êtes enceinte.[^label]")
    with pytest.raises(PublishError, match="changed while you were writing"):
        save_back_translation(workspace, "fr", "hair", mark, digest, "Never do it", "Ana Cruz")


def test_a_warning_that_was_turned_round_is_found(workspace: Workspace) -> None:  # noqa: F811
    _, entry = translated_warning(workspace, "Faites-le si vous êtes enceinte.[^label]")
    codes = {each.code for each in differences(workspace.snapshot(), "hair", entry, "Do it if you are pregnant.[^label]")}
    assert "negation-lost" in codes
    assert not differences(workspace.snapshot(), "hair", entry, entry.msgid), "the source itself says the same"


@pytest.mark.parametrize(("by", "back", "domain"), [("", "Text", "hair"), ("Ana", "  ", "hair"), ("Ana", "Text", "nothing")])
def test_what_is_no_back_translation_is_refused(workspace: Workspace, by: str, back: str, domain: str) -> None:  # noqa: F811
    mark, entry = translated_warning(workspace, "Ne le faites **pas**[^label]")
    with pytest.raises(UsageError):
        save_back_translation(workspace, "fr", domain, mark, text_digest(entry), back, by)
    assert not Path(workspace.root, back_translations_file("fr")).exists()


@pytest.mark.parametrize("line", ["{}", "[1]", '{"kind": "back-translation", "domain": 1}', "\udcff", "[" * 3000])
def test_a_broken_line_is_reported_with_its_number(workspace: Workspace, line: str) -> None:  # noqa: F811
    path = Path(workspace.root, back_translations_file("fr"))
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\n" + line.encode("utf-8", "surrogateescape") + b"\n")
    with pytest.raises(PublishError) as caught:
        read_back_translations(workspace.snapshot(), "fr")
    assert caught.value.findings[0].code == BROKEN and caught.value.findings[0].line == 2
