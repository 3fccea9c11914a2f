"""Tests of the form of a clinic: what it reads, what it writes, what it refuses."""

import io
import tomllib
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from publish.desk.clinics.editing import ClinicDraft, edited_files, field_errors, opened_clinic, save_clinic
from publish.desk.clinics.fields import fields_of_form, fields_of_tables, tables_of
from publish.desk.clinics.toml_text import changed_toml
from publish.edition.values.clinic import read_clinic
from publish.project import PublishError, Workspace
from tests.desk.conftest import ADDRESS, token

FILE = """# Ours.
name = "North Clinic"  # as on the sign
address = ["1 North Street", "Springfield"]

# Whom to call.
[[phone]]
name = "Day"  # the front desk
number = "+1 202 555 0143"
[[phone]]
name = "Nights"
number = "+1 202 555 0144"

[[hours]]
days = ["mon", "tue", "wed"]
open = "08:30"
close = "12:00"
[[hours]]  # after lunch
days = ["mon", "tue", "wed"]
open = "13:00"
close = "17:00"
[[hours]]
days = ["sun"]
closed = true
"""
LAKESIDE: dict[str, Any] = {
    "name": "Lakeside Family Clinic",
    "address": "12 Lake Road\r\nSpringfield, EX 00000",
    "country": "US",
    "phone_number": ["202 555 0143", "202 555 0144"],
    "phone_name": ["Appointments", "Nights"],
    "emergency": "911",
    "open_mon": ["08:30", "13:00"],
    "close_mon": ["12:00", "17:00"],
    "open_tue": ["08:30", "13:00"],
    "close_tue": ["12:00", "17:00"],
    "closed_sun": "yes",
}
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>'


@pytest.fixture
def north(workspace: Workspace) -> Path:
    """The file of a clinic in the workspace."""
    path = workspace.source / "clinics" / "north.toml"
    path.parent.mkdir()
    path.write_text(FILE, encoding="utf-8")
    return path


def form_of(client: FlaskClient, **fields: Any) -> dict[str, Any]:
    """Return what a browser sends for the form."""
    return LAKESIDE | {"token": token(client)} | fields


def test_what_the_form_reads_it_writes_unchanged(workspace: Workspace, north: Path) -> None:
    draft = opened_clinic(workspace.snapshot(), "north")
    assert draft.fields.days[0].spans == (("08:30", "12:00"), ("13:00", "17:00")) and draft.fields.days[6].closed
    assert fields_of_tables(tables_of(draft.fields)) == draft.fields
    _, files = edited_files(workspace.snapshot(), draft)
    assert files["source/clinics/north.toml"] == FILE.encode()


def test_a_change_keeps_comments_and_order(workspace: Workspace, north: Path) -> None:
    opened = opened_clinic(workspace.snapshot(), "north")
    phones = (opened.fields.phones[0], ("Nights", "+1 202 555 0199"), ("Fax", "+1 202 555 0177"))
    changed = {"name": "North Star Clinic", "phone_name": [name for name, _ in phones], "phone_number": [number for _, number in phones]}
    fields = fields_of_form(_as_lists(_form_fields(opened.fields) | changed))
    save_clinic(workspace, ClinicDraft(fields, "north", opened.digest))
    text = north.read_text(encoding="utf-8")
    assert text.startswith('# Ours.\nname = "North Star Clinic"  # as on the sign\n')
    assert "# Whom to call." in text and "# the front desk" in text and "# after lunch" in text
    read = read_clinic(workspace.snapshot(), "north")
    assert [phone.name for phone in read.phones] == ["Day", "Nights", "Fax"] and len(read.hours) == 2


def _form_fields(fields: Any) -> dict[str, Any]:
    """Return the fields of a form that is sent as it was opened."""
    days = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), fields.days, strict=True))
    sent = fields.lines | {"address": fields.address}
    for place, edge in enumerate(("open", "close")):
        sent |= {f"{edge}_{day}": [span[place] for span in open_day.spans] for day, open_day in days.items()}
    return sent | {f"closed_{day}": "yes" for day, open_day in days.items() if open_day.closed}


def _as_lists(form: dict[str, Any]) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in form.items()}


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ('phone = "1"  # one\n[a]\nb = 1\n', {"phone": [{"name": "x", "number": "2"}, {"name": "y", "number": "3"}]}),
        ('[[phone]]\nnumber = "1"\n[a]\nb = 1\n', {"phone": "2"}),
        ('phone = [{ name = "x", number = "1" }]\n[a]\nb = 1\n', {"phone": [{"name": "x", "number": "2"}]}),
        ("[a]\nb = 1\n", {"name": "new", "hours": [{"days": ["mon"], "closed": True}]}),
        ('[prices]\nx = { value = 1, currency = "USD" }  # old\n', {"prices": {"x": {"low": 1, "high": 2, "currency": "EUR"}, "y": None}}),
        ("", {"name": "a “b” \\ \t", "address": ["one", "two"], "prices": {"x": None}}),
    ],
)
def test_changed_text_says_what_was_wanted(before: str, wanted: dict[str, Any]) -> None:
    text = changed_toml(before, wanted)
    found = tomllib.loads(text)
    expected = {key: value for key, value in wanted.items() if key != "prices"}
    prices = {name: price for name, price in wanted.get("prices", {}).items() if price}
    untouched = {key: value for key, value in tomllib.loads(before).items() if key not in wanted}
    assert found == untouched | expected | ({"prices": prices} if prices else {})


def test_a_new_clinic_is_saved_with_a_clean_logo(client: FlaskClient, workspace: Workspace) -> None:
    form = form_of(client, logo_file=(io.BytesIO(LOGO.replace(b"<circle", b"<!-- mine --><circle")), "x.png"))
    answer = client.post("/clinics/save", data=form, base_url=ADDRESS)
    assert answer.status_code == 302 and "lakeside-family-clinic" in answer.headers["Set-Cookie"] + answer.headers["Location"]
    read = read_clinic(workspace.snapshot(), "lakeside-family-clinic")
    assert read.name == "Lakeside Family Clinic" and [phone.dial for phone in read.phones] == ["+12025550143", "+12025550144"]
    assert read.hours[0].days == (0, 1) and len(read.hours[0].spans) == 2 and read.hours[1].spans == ()
    assert read.logo == "lakeside-family-clinic.svg"
    assert b"mine" not in (workspace.source / "clinics" / read.logo).read_bytes()
    page = client.get("/?saved=lakeside-family-clinic", base_url=ADDRESS).get_data(as_text=True)
    assert "“Lakeside Family Clinic” is saved" in page
    assert client.get("/clinics/logo/lakeside-family-clinic", base_url=ADDRESS).mimetype == "image/svg+xml"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"phone_number": ["202 555 0143", "12 34 x"]}, "phone_1"),
        ({"phone_name": ["", ""]}, "phone_0"),
        ({"emergency": "call us"}, "emergency"),
        ({"web": "example.org"}, "web"),
        ({"country": "ZZ"}, "country"),
        ({"close_mon": ["12:00", ""], "close_tue": ["12:00", ""]}, "hours_mon"),
        ({"open_wed": ["9"], "close_wed": ["17:00"]}, "hours_wed"),
        ({"price_low_session": "much", "price_currency_session": "USD"}, "price_session"),
        ({"name": " "}, "name"),
        ({"logo_file": (io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"), "a.svg")}, "logo"),
        ({"logo_file": (io.BytesIO(b"MZ not a picture"), "a.png")}, "logo"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_error_is_shown_at_its_field(client: FlaskClient, workspace: Workspace, wrong: dict[str, Any], field: str) -> None:
    found = client.post("/clinics/check", data=form_of(client, **wrong), base_url=ADDRESS).get_json()
    assert field in [each["field"] for each in found["errors"]] and found["preview"] is None
    if "logo_file" not in wrong:
        assert client.post("/clinics/save", data=form_of(client, **wrong), base_url=ADDRESS).status_code == 422
        assert not workspace.snapshot().clinics()


@pytest.mark.slow
@pytest.mark.full
def test_the_panel_with_the_clinic_is_printed_before_it_is_saved(client: FlaskClient, workspace: Workspace) -> None:
    preview = client.post("/clinics/check", data=form_of(client), base_url=ADDRESS).get_json()["preview"]
    assert client.get(preview["job"], base_url=ADDRESS).get_json()["state"] == "done"
    assert client.get(preview["picture"], base_url=ADDRESS).data.startswith(b"\x89PNG")
    assert not workspace.snapshot().clinics()


def test_nothing_is_saved_over_the_change_of_somebody_else(client: FlaskClient, workspace: Workspace, north: Path) -> None:
    digest = opened_clinic(workspace.snapshot(), "north").digest
    north.write_text(FILE.replace("North Clinic", "Northern Clinic"), encoding="utf-8")
    answer = client.post("/clinics/save", data=form_of(client, file="north", digest=digest), base_url=ADDRESS)
    assert answer.status_code == 409 and "12 Lake Road" in answer.get_data(as_text=True)
    assert "Northern Clinic" in north.read_text(encoding="utf-8")


def test_two_clinics_of_one_name_have_two_files(workspace: Workspace) -> None:
    draft = ClinicDraft(fields_of_form(_as_lists(LAKESIDE)))
    assert [save_clinic(workspace, draft) for _ in range(2)] == ["lakeside-family-clinic", "lakeside-family-clinic-2"]


@pytest.mark.parametrize("name", ["../project", "..%2fproject", "/etc/passwd", "nobody", "a\0b"])
def test_no_other_file_is_a_clinic(client: FlaskClient, workspace: Workspace, name: str) -> None:
    before = (workspace.source / "project.toml").read_bytes()
    assert client.get(f"/clinics/edit/{name}", base_url=ADDRESS).status_code == 404
    assert client.post("/clinics/save", data=form_of(client, file=name), base_url=ADDRESS).status_code == 404
    assert (workspace.source / "project.toml").read_bytes() == before


def test_a_name_that_is_no_file_name_gets_another_one(workspace: Workspace) -> None:
    for title, name in (("../../etc/passwd", "etcpasswd"), ("…", "section"), ("عيادة البحيرة", "عيادة-البحيرة")):
        draft = ClinicDraft(fields_of_form(_as_lists(LAKESIDE | {"name": title})))
        assert edited_files(workspace.snapshot(), draft)[0] == name
        assert not field_errors(workspace.snapshot(), draft)


def test_a_logo_may_not_be_named_outside_its_folder(client: FlaskClient, workspace: Workspace) -> None:
    client.post("/clinics/save", data=form_of(client, logo="../project.toml"), base_url=ADDRESS)
    assert client.get("/clinics/logo/lakeside-family-clinic", base_url=ADDRESS).status_code in (404, 409)


def test_a_broken_file_is_refused_with_its_line(client: FlaskClient, north: Path) -> None:
    north.write_text("name = ", encoding="utf-8")
    page = client.get("/clinics/edit/north", base_url=ADDRESS).get_data(as_text=True)
    assert "source/clinics/north.toml" in page and "not valid TOML" in page
    with pytest.raises(PublishError):
        opened_clinic(Workspace(north.parents[2]).snapshot(), "north")
