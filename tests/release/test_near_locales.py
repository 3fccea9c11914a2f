"""A build prints the near language where a locale has no translation, and says so; what must be exact refuses it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.cli import main
from publish.project import UsageError
from publish.release.plan import Selection, plan
from tests.edition.small import translate, workspace_in

pytestmark = pytest.mark.usefixtures("printing_here")


def test_a_build_says_which_language_it_prints_instead(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    translate(workspace, "es", "asthma")
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "build", "--locale", "es_MX", "--layout", "web"])
    assert "there is no translation for es_MX: the one for es is printed" in done.output and "[1/1] es/asthma.web" in done.output


@pytest.mark.parametrize("locale", ["es_MX", "zh_Hant"])
def test_a_plan_has_no_other_locale_than_was_asked_for(tmp_path: Path, locale: str) -> None:
    with pytest.raises(UsageError, match=locale):
        plan(workspace_in(tmp_path).snapshot(), Selection(locales=(locale,)))
