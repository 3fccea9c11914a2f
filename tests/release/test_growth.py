"""Where an output is too long, the error names the messages that grew most, and what each costs in lines."""

import re
from dataclasses import replace

import pytest

from publish import edition, press
from publish.project import Finding, PublishError, Workspace
from publish.release.growth import with_growth
from publish.release.make import job_of
from publish.release.plan import Order
from tests.release.conftest import ROOT


def too_long(locale: str) -> Finding:
    """Return the error of a brochure that must print larger than it can."""
    workspace, order = Workspace(ROOT), Order("dutasteride-mesotherapy", locale, "brochure", "A4", "example")
    composed = edition.compose(workspace, order.guide, order.locale, order.layout, order.paper, order.clinic)
    with pytest.raises(PublishError) as raised:
        press.print_job(replace(job_of(order, composed), min_size_pt=14, max_size_pt=14))
    (found,) = (with_growth(finding, workspace, order, composed) for finding in raised.value.findings)
    return found


def test_layout_paper_locale_excess_and_what_grew_are_named() -> None:
    found = too_long("en_XA")
    assert (found.code, type(found)) == ("too-long", Finding)
    assert "brochure A4 (en-XA)" in found.message and re.search(r"it is \d+ lines too long, \d panels? too many", found.message)
    costs = re.findall(r"” (\d+\.\d) lines \(\+(\d+)%\)", found.message)
    assert len(costs) == 5
    assert [float(lines) for lines, _ in costs] == sorted((float(lines) for lines, _ in costs), reverse=True)
    assert all(30 <= int(percent) <= 50 for _, percent in costs)  # the pseudo-locale grows by 40%


def test_nothing_grows_in_the_language_of_the_source() -> None:
    found = too_long("en")
    assert type(found) is Finding and "grew" not in found.message


def test_a_wide_letter_counts_twice_and_a_mark_not_at_all() -> None:
    assert [press.display_width(text) for text in ("abc", "剂量", "é", "e\u0301", "दु")] == [3, 4, 1, 1, 1]
