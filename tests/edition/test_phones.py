"""Telephones, hours and prices of clinics: what is printed, what is dialled, and what is refused."""

from pathlib import Path

import pytest

from publish.edition.values.phones import read_phone
from publish.project import PublishError, Workspace
from publish.project.shapes import Rejected
from publish.release.checking.clinics import clinic_facts, clinic_findings
from publish.release.plan import Selection, plan
from tests.edition.small import composed, workspace_in

SEVERAL = """\
name = "Lung Clinic"
country = "US"
emergency = "911"
[[phone]]
name = "Reception"
number = "202 555 0143"
[[phone]]
name = "Nights and weekends"
number = "+1 202 555 0144"
"""


@pytest.mark.parametrize(
    ("written", "country", "shown", "dial"),
    [
        ("+1 202 555 0143", "", "+1 202 555 0143", "+12025550143"),
        ("202 555 0143", "US", "(202) 555-0143", "+12025550143"),
        ("+44 20 7946 0123", "US", "+44 20 7946 0123", "+442079460123"),
        ("030/1234567", "DE", "030 1234567", "+49301234567"),
        ("+1 202 555 0143 ext. 5", "", "+1 202 555 0143 ext. 5", "+12025550143;ext=5"),
        ("911", "", "911", "911"),
        ("116 117", "DE", "116 117", "116117"),
    ],
)
def test_a_number_is_printed_as_in_its_country_and_dialled_from_anywhere(written: str, country: str, shown: str, dial: str) -> None:
    phone = read_phone(written, country)
    assert (phone.shown, phone.dial) == (shown, dial)


@pytest.mark.parametrize(
    ("written", "country", "reason"),
    [
        ("+1 202 555 0143 / +1 202 555 0144", "", "not two"),
        ("(202) 555-0143, (202) 555-0144", "US", "not two"),
        ("089 1234 / 089 1235", "DE", "not two"),  # together they would be a valid number
        ("+1 202 555 0143 / 0144", "", "not two"),
        ("112 or 911", "", "not two"),
        ("202 555 0143", "", "valid"),
        ("+1 202 555 01", "", "valid"),
        ("call us", "US", "valid"),
    ],
)
def test_what_is_not_one_number_is_refused_with_what_to_write(written: str, country: str, reason: str) -> None:
    with pytest.raises(Rejected, match=reason) as caught:
        read_phone(written, country)
    assert caught.value.hint


def test_several_telephones_have_names_and_facts_of_their_own(tmp_path: Path) -> None:
    guide = "# Asthma\n\nCall {clinic.phone}, at night [{clinic.phone.nights-and-weekends}](tel:{clinic.phone.nights-and-weekends}).\n"
    web = composed(workspace_in(tmp_path, guide=guide, clinic=SEVERAL), "web")
    assert not web.errors and "Nights and weekends" in web.html and "(202) 555-0144" in web.html
    assert web.html.count('href="tel:+12025550143"') == 2 and web.html.count('href="tel:+12025550144"') == 2


def test_a_table_of_telephones_is_read_too(tmp_path: Path) -> None:
    clinic = 'name = "Lung Clinic"\n[phone]\nreception = "+1 202 555 0143"\nnight_line = "+1 202 555 0144"\n'
    page = composed(workspace_in(tmp_path, guide="# Asthma\n\nCall {clinic.phone.night-line}.\n", clinic=clinic))
    assert not page.errors and "Night line" in page.html


def test_all_errors_of_a_file_are_reported_at_once_with_their_lines(tmp_path: Path) -> None:
    clinic = 'adress = "x"\nphone = "+1 202 555 0143 or +1 202 555 0144"\nemergency = "911 / 112"\n'
    clinic += '[[hours]]\ndays = ["mon"]\nopn = "09:00"\n'
    found = clinic_findings(workspace_in(tmp_path, clinic=clinic).snapshot(), "lungs")
    assert sorted((finding.line, finding.code) for finding in found) == [(line, "clinic-wrong") for line in (1, 2, 3, 6)]


@pytest.mark.parametrize("text", ["Call {clinic.phone}.", "[Call us](tel:{clinic.phone})."])
def test_without_a_clinic_its_facts_stop_the_output_and_leave_no_broken_link(text: str, tmp_path: Path) -> None:
    page = composed(workspace_in(tmp_path, guide=f"# Asthma\n\n{text}\n"), "web", clinic=None)
    assert {error.code for error in page.errors} == {"clinic-missing"} and "%7B" not in page.html and 'href="tel:' not in page.html


def test_a_link_to_a_telephone_that_the_clinic_lacks_stops_the_output(tmp_path: Path) -> None:
    page = composed(workspace_in(tmp_path, guide="# Asthma\n\n[Call us](tel:{clinic.phone}).\n", clinic='name = "Lung Clinic"\n'))
    assert [error.code for error in page.errors] == ["clinic-missing"]


def test_a_fact_that_no_clinic_has_is_reported_with_its_line(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, guide="# Asthma\n\nCall us\nat {clinic.fone}.\n")
    (error,) = clinic_facts(workspace.snapshot(), "asthma")
    assert (error.code, error.line) == ("unknown-fact", 4) and "“clinic.phone”" in str(error.hint)


def test_a_price_that_no_guide_uses_is_reported(tmp_path: Path) -> None:
    front = 'edition = "1"\npublished = 2026-01-01\n[facts]\nsession = { value = 9, currency = "USD" }\n'
    clinic = 'name = "Lung Clinic"\n[prices]\nsesion = { value = 8, currency = "USD" }\n'
    (warning,) = clinic_findings(workspace_in(tmp_path, guide="# A\n\n{session}\n", front=front, clinic=clinic).snapshot(), "lungs")
    assert (warning.code, warning.line) == ("price-unused", 3) and "“session”" in str(warning.hint)


def test_a_break_is_in_the_row_of_its_days_and_closed_days_say_so(tmp_path: Path) -> None:
    rows = 'days = ["mon", "tue"]\nopen = "09:00"\nclose = "12:00"', 'days = ["tue", "mon"]\nopen = "13:00"\nclose = "17:00"'
    clinic = 'name = "Lung Clinic"\n' + "".join(f"[[hours]]\n{row}\n" for row in (*rows, 'days = ["sat", "sun"]\nclosed = true'))
    html = composed(workspace_in(tmp_path, clinic=clinic)).html.replace("\u202f", " ")
    assert html.count("Monday and Tuesday") == 1 and "9:00 AM to 12:00 PM, 1:00 PM to 5:00 PM" in html
    assert "closed" in html[html.index("Saturday and Sunday") :]


def test_the_files_of_two_clinics_have_the_name_of_theirs(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    assert {request.stem for request in _plan(workspace)} == {"en/asthma.handout.A4", "en/asthma.web"}
    (tmp_path / "source/clinics/north.toml").write_text(SEVERAL + 'guides = "https://example.org/g"\n'.join(["", ""]))
    assert {request.stem for request in _plan(workspace, "north")} == {"en/asthma.handout.A4.north", "en/asthma.web.north"}
    assert {request.web_file for request in _plan(workspace, "north")} == {"asthma.web.north.html"}


def _plan(workspace: Workspace, clinic: str | None = None) -> tuple:  # type: ignore[type-arg]
    return plan(workspace.snapshot(), Selection(locales=("en",), layouts=("handout", "web"), papers=("A4",), clinic=clinic))


def test_a_clinic_with_wrong_keys_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="closed"):
        from publish.edition.values.clinic import read_clinic

        read_clinic(workspace_in(tmp_path, clinic='[[hours]]\ndays = ["mon"]\n').snapshot(), "lungs")
