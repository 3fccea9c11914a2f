"""Tests of the error of an output that is too long: it names the messages that grew most, and by how many lines."""

import re
from dataclasses import replace

import pytest

from publish import press
from publish.edition.compose import compose
from publish.edition.request import Request
from publish.project import Finding, PublishError, Workspace, now
from publish.release.explain.text_growth import GrowthNote, explain_excess
from publish.release.output import job_of
from tests.workspaces import ROOT

pytestmark = pytest.mark.slow


def too_long(locale: str) -> tuple[Finding, ...]:
    """Return the findings of a brochure whose smallest type size is too large for its text."""
    workspace, order = Workspace(ROOT), Request("dutasteride-mesotherapy", locale, "brochure", "A4", "example")
    composed = compose(workspace.snapshot(), order, today=now().date())
    with pytest.raises(PublishError) as raised:
        press.print_job(replace(job_of(order, composed), min_size_pt=14, max_size_pt=14))
    (finding,) = raised.value.findings
    return explain_excess(finding, workspace.snapshot(), order, composed)


def test_layout_paper_locale_excess_and_what_grew_are_named() -> None:
    error, *notes = too_long("en_XA")
    assert (error.code, type(error)) == ("too-long", Finding)
    assert "brochure A4 (en-XA)" in error.message and re.search(r"it is \d+ lines too long, \d panels? too many", error.message)
    assert re.search(r"In translation the text takes about \d+ lines more", error.message)
    grew = [note for note in notes if isinstance(note, GrowthNote)]
    assert len(grew) == len(notes) == 5
    assert [note.lines for note in grew] == sorted((note.lines for note in grew), reverse=True)
    assert all(30 <= note.percent <= 50 for note in grew)  # the pseudo-locale grows by 40%
    assert all(note.msgid and note.file == "source/dutasteride-mesotherapy/guide.md" and note.anchor for note in grew)


def test_messages_of_a_translation_have_their_line_and_a_source_too_long_itself_is_reported() -> None:
    error, *notes = too_long("es")
    assert all(note.file and note.file.endswith("dutasteride-mesotherapy.po") and note.line for note in notes)
    assert "the source is too long itself" in error.message  # at 14 pt


def test_nothing_grows_in_the_language_of_the_source() -> None:
    (found,) = too_long("en")
    assert type(found) is Finding and "translation" not in found.message
