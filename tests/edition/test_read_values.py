"""What a signer sees of a fact is its value, as the readers of the locale see it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.approval.pending import PendingText
from publish.cli.signing.interactive import ask_for_each
from publish.edition.layout.read_values import text_with_values
from publish.po.model import Entry
from tests.edition.small import workspace_in

FRONT = 'edition = "1"\npublished = 2026-01-01\n[facts]\nmax_puffs = { value = 8 }\nspan = { low = 2, high = 3, unit = "week" }\n'


def test_facts_are_shown_as_the_locale_writes_them(tmp_path: Path) -> None:
    snapshot = workspace_in(tmp_path, front=FRONT).snapshot()
    text = "{max_puffs}, {span}, {clinic.phone}, {unknown}"
    assert text_with_values(snapshot, "en", "asthma", text) == "8, 2 to 3 weeks, {clinic.phone}, {unknown}"
    assert "۸" in text_with_values(snapshot, "fa", "asthma", "{max_puffs}")
    assert text_with_values(snapshot, "en", "layouts", "{max_puffs}") == "{max_puffs}"


@pytest.mark.parametrize("is_source", [True, False])
def test_a_signer_is_shown_the_text_with_its_values(is_source: bool) -> None:
    entry = Entry("Take {max_puffs}.", "Take {max_puffs}.\n{max_puffs} = 8" if is_source else "Tome {max_puffs}.")
    with CliRunner().isolation("y\n") as (shown, *_):
        agreed, finished = ask_for_each([PendingText("asthma", entry, is_source)], lambda _, text: text.replace("{max_puffs}", "8"))
    assert finished and len(agreed) == 1
    assert f"it reads:    {'Take' if is_source else 'Tome'} 8.\n" in shown.getvalue().decode()
