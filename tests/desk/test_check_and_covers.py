"""Tests of the page that says whether a sheet is current, of covers, of languages that are not there, and of grey."""

import io

import pypdfium2
import pytest
import segno
from flask.testing import FlaskClient
from weasyprint import HTML

from publish.desk.shelf import cover_request, missing_language
from publish.press.picture import faint_pages
from publish.project import Workspace
from publish.release.bundle.tracing.copies import workspace_copies
from tests.desk.conftest import ADDRESS, token


def answer(client: FlaskClient, **form: object) -> str:
    """Send the form, and return the page."""
    data = {"token": token(client), **form}
    page = client.post("/check", data=data, base_url=ADDRESS, content_type="multipart/form-data")
    assert page.status_code == 200
    return page.get_data(as_text=True)


@pytest.fixture
def code(workspace: Workspace) -> str:
    """The code of the card that the workspace prints now: a draft, because nobody has signed."""
    copies = workspace_copies(workspace.snapshot())
    return next(copy.code for copy in copies if copy.request.layout == "card")


def test_a_code_that_was_typed_is_answered(client: FlaskClient, code: str) -> None:
    assert "This sheet is a draft. Do not hand it out." in answer(client, code=code)
    assert "Type the whole code" in answer(client, code=code[-5:]), "no release has it, and all languages would take a minute"
    near = answer(client, code=code[:-1] + ("A" if code[-1] != "A" else "B"))
    assert "Nobody here knows this code" in near and f'value="{code}"' in near
    assert "Nobody here knows this code" not in client.get("/check", base_url=ADDRESS).get_data(as_text=True)


def test_a_photograph_of_the_square_code_is_read(client: FlaskClient, code: str) -> None:
    photo = io.BytesIO()
    segno.make(f"https://example.org/guide.html#{code}").save(photo, kind="png", scale=8, border=4)
    photo.seek(0)
    assert "This sheet is a draft" in answer(client, photo=(photo, "photo.png"))
    assert "cannot be read as a picture" in answer(client, photo=(io.BytesIO(b"no picture"), "../../etc/passwd"))


def test_hostile_codes_are_text(client: FlaskClient) -> None:
    page = answer(client, code='"><script>alert(1)</script>')
    assert "<script>alert" not in page and "Nobody here knows" in page


def test_a_cover_is_the_first_page_small(client: FlaskClient, workspace: Workspace) -> None:
    picture = client.get("/cover/inhaler/en.png", base_url=ADDRESS)
    assert picture.mimetype == "image/png" and picture.data.startswith(b"\x89PNG") and len(picture.data) < 200_000
    assert client.get("/cover/inhaler/en.png", base_url=ADDRESS).data == picture.data
    assert client.get("/cover/nothing/en.png", base_url=ADDRESS).status_code == 404
    assert cover_request(workspace.snapshot(), "nothing", "en") is None


def test_languages_near_one_that_is_missing_are_offered(workspace: Workspace) -> None:
    settings = workspace.root / "source/project.toml"
    settings.write_text('[project]\nlocales = ["es", "fr"]\n', encoding="utf-8")
    found = missing_language(workspace.snapshot(), "catalan")
    assert found and found.english == "Catalan" and [each.locale for each in found.near] == ["es"]
    other = missing_language(workspace.snapshot(), "japanese")
    assert other and not other.near


@pytest.mark.parametrize(("colour", "faint"), [("#000000", ()), ("#0b5563", ()), ("#ffe066", (1,)), ("#dddddd", (1,)), ("#ffb000", (1,))])
def test_words_that_grey_swallows_are_noticed(colour: str, faint: tuple[int, ...]) -> None:
    pdf = HTML(string=f"<p style='color: {colour}; font-size: 14pt'>Take two puffs every day.").write_pdf()
    assert isinstance(pdf, bytes) and faint_pages(pdf) == faint
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
