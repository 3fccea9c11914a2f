"""TOML that Python itself chokes on is the user's file, not our fault."""

from pathlib import Path

import pytest

from publish.project import PublishError, read_toml


@pytest.mark.parametrize("text", ["a = " + "9" * 5000, "a = " + "[" * 5000 + "]" * 5000])
def test_numbers_and_nesting_beyond_measure_are_broken_toml(tmp_path: Path, text: str) -> None:
    path = tmp_path / "guide.toml"
    path.write_text(text)
    with pytest.raises(PublishError, match="toml-broken"):
        read_toml(path)
