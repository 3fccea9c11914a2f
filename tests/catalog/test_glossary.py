"""A glossary that is not a table is refused."""

from pathlib import Path

import pytest

from publish.catalog.glossary import glossary
from publish.project import PublishError, Workspace


@pytest.mark.parametrize("text", ["a;b\n1;2\n", "term,translation\n\"x,y\n", "\udcff"])
def test_a_broken_glossary_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "locales" / "es").mkdir(parents=True)
    (tmp_path / "locales" / "es" / "glossary.csv").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(PublishError) as caught:
        glossary(Workspace(tmp_path).snapshot(), "es")
    assert caught.value.findings[0].code == "glossary-broken"
