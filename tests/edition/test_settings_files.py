"""Files of clinics, layouts and typography: all errors at once, each with its line, and what was meant."""

from pathlib import Path

from publish.edition.layout.spec import layout_spec
from publish.edition.layout.typography import read_typography
from publish.edition.values.clinic import read_clinic
from publish.edition.values.locale_info import locale_info
from tests.edition.small import CLINIC, composed, workspace_in, write


def lines_of(findings: tuple, code: str) -> list[tuple[int, str]]:
    return sorted((finding.line, finding.message) for finding in findings if finding.code == code)


def test_every_wrong_key_of_a_clinic_is_named_with_its_line(tmp_path: Path) -> None:
    clinic = 'phnoe = "1"\nname = 7\nweb = "ftp://x"\n[[hours]]\ndays = ["mon", "moonday"]\nopen = "9"\nclose = "10:00"\nnote = "extra"\n'
    made = composed(workspace_in(tmp_path, clinic=clinic))
    assert [line for line, _ in lines_of(made.errors, "clinic-wrong")] == [1, 2, 3, 5, 6]
    assert "phone" in (made.errors[0].hint or "") or any("phone" in (error.hint or "") for error in made.errors)
    assert not any("note" in error.message for error in made.errors)


def test_a_clinic_without_anything_is_one(tmp_path: Path) -> None:
    clinic = read_clinic(workspace_in(tmp_path, clinic="").snapshot(), "lungs")
    assert (clinic.name, clinic.address, clinic.hours, clinic.prices) == ("", (), (), ())


def test_an_address_may_be_one_line_and_prices_one_value(tmp_path: Path) -> None:
    prices = '[prices]\na = { value = 3, currency = "USD" }\nb = { low = 1, high = 2.5, currency = "EUR" }\n'
    text = 'address = "1 Air Street"\nname = " Lungs "\n' + prices
    clinic = read_clinic(workspace_in(tmp_path, clinic=text).snapshot(), "lungs")
    assert (clinic.name, clinic.address) == ("Lungs", ("1 Air Street",))
    assert [(name, price.low, price.high, price.currency) for name, price in clinic.prices] == [("a", 3, 3, "USD"), ("b", 1, 2.5, "EUR")]


def test_days_are_in_the_order_of_the_week(tmp_path: Path) -> None:
    clinic = read_clinic(workspace_in(tmp_path, clinic=CLINIC.replace('"mon", "tue", "wed"', '"sun", "mon"')).snapshot(), "lungs")
    assert clinic.hours[0].days == (0, 6)


def test_every_wrong_key_of_a_layout_is_named_with_its_line(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    layout = 'extends = "handout"\ntext = "middling"\npages = 0\ncolunm_mm = 80\n[size]\nsmallest_pt = "big"\n[paper.A4]\ncolumn_mm = 5\n'
    write(tmp_path / "layouts/mine/layout.toml", layout)
    errors = composed(workspace, "mine").errors
    assert [line for line, _ in lines_of(errors, "layout-wrong")] == [2, 3, 4, 6, 8]
    assert any("column_mm" in (error.hint or "") for error in errors)


def test_a_layout_adds_to_what_it_extends(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/mine/layout.toml", 'extends = "brochure"\nstyles = ["own.css"]\nextra = 1\n[paper.A4]\nsmallest_pt = 11\n')
    spec = layout_spec(workspace.snapshot(), "mine")
    assert spec.styles == ("print.css", "brochure.css", "own.css") and (spec.title, spec.fold) == ("Brochure", "roll")
    papers = dict(spec.on_papers)
    assert set(papers) == {"A4", "Letter", "Legal"} and dict(spec.on_folds) == {"gate": 53}
    assert (papers["A4"].smallest_pt, papers["A4"].largest_pt, papers["A4"].column_mm, papers["Letter"].column_mm) == (11, 14, 77, 72)


def test_the_typography_of_a_workspace_wins_key_by_key(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    own = '[default]\nweight = 600\nother = 1\n[script.Arab]\nscale = 1.3\n[locale.ar]\nlabel = "{0} - {1}"\n[locale.ar_EG]\nscale = 2\n'
    write(tmp_path / "layouts/typography.toml", own)
    shipped = read_typography(workspace_in(tmp_path / "other").snapshot(), locale_info("ar"))
    found = read_typography(workspace.snapshot(), locale_info("ar"))
    assert (found.weight, found.scale, found.label) == (600, 1.3, "{0} - {1}") and found.families == shipped.families
    assert read_typography(workspace.snapshot(), locale_info("ar_EG")).scale == 2
    assert read_typography(workspace.snapshot(), locale_info("en")).scale == 1


def test_every_wrong_key_of_typography_is_named_with_its_line(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/typography.toml", '[default]\nleading = "wide"\nrange = "{0} to"\n[locale.ko]\nweight = 1.5\n')
    assert [line for line, _ in lines_of(composed(workspace).errors, "typography-wrong")] == [2, 3, 5]
