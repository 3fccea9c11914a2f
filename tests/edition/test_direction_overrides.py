"""A dose never prints back to front: characters that turn text around stop the output, wherever they come from."""

from pathlib import Path

import pytest

from tests.edition.small import CLINIC, FRONT, GUIDE, composed, error_in, workspace_in


@pytest.mark.parametrize(
    "files",
    [
        {"guide": GUIDE.replace("200 mg", "\u202e200 mg\u202c")},
        {"guide": GUIDE.replace("200 mg", "&#x202e;200 mg&#x202c;")},
        {"front": FRONT.replace("[facts]", '[facts]\ndose = { text = "\u202d200 mg" }'), "guide": GUIDE + "\nTake {dose}.\n"},
        {"clinic": CLINIC.replace("Lung", "\u202eLung")},
    ],
    ids=["text", "reference", "fact", "clinic"],
)
@pytest.mark.parametrize("layout", ["handout", "web"])
def test_an_override_stops_the_output(tmp_path: Path, files: dict[str, str], layout: str) -> None:
    found = error_in(composed(workspace_in(tmp_path, **files), layout))
    assert found.code == "direction-override" and found.file and found.hint
