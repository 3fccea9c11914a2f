"""Tests of `publish.project.clock`: SOURCE_DATE_EPOCH in place of the clock."""

import pytest

from publish.project import PublishError, now


def test_the_variable_takes_the_place_of_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert now().isoformat() == "1970-01-02T00:00:00+00:00"


@pytest.mark.parametrize("epoch", ["soon", "", "9" * 20, "1.5"])
def test_a_wrong_value_is_refused(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(PublishError, match="date-wrong"):
        now()
