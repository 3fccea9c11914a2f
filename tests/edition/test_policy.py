"""The policy in the head of a page for the web, as Chromium obeys it."""

from dataclasses import replace
from pathlib import Path

import pytest

from publish.edition.request import Request
from publish.press import check_screen
from publish.project import PublishError
from publish.release.output import job_of
from tests.edition.small import composed, workspace_in, write
from tests.validators.html import console_of

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#0a5"/></svg>'
CLINIC = 'name = "Lung Clinic"\nlogo = "lungs.svg"\nweb = "https://example.org/lungs"\n'
HOSTILE = """<script>document.title = "hacked"</script><img src="http://127.0.0.1:9/x.png" onerror="document.title = 'hacked'">
<style>p { background: url(http://127.0.0.1:9/y.png) }</style><p style="color: red">x</p>"""


def page_in(folder: Path) -> str:
    write(folder / "source/clinics/lungs.svg", LOGO)
    return composed(workspace_in(folder, clinic=CLINIC), "web").html


@pytest.mark.slow
def test_a_browser_shows_the_whole_page_under_its_policy(tmp_path: Path) -> None:
    html = page_in(tmp_path)
    head = html[html.index("<head>") + len("<head>") :].lstrip()
    assert head.startswith('<meta charset="utf-8">\n')
    head = head.partition("\n")[2]
    assert head.startswith('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; style-src \'sha256-')
    assert "'unsafe-hashes'" in html and "'unsafe-inline'" not in html  # the logo is a background in a style attribute
    write(tmp_path / "page.html", html)
    assert console_of(tmp_path / "page.html") == ([], "Your asthma inhaler")


@pytest.mark.slow
def test_a_browser_runs_and_loads_nothing_that_is_put_into_the_page(tmp_path: Path) -> None:
    write(tmp_path / "page.html", page_in(tmp_path).replace("</main>", HOSTILE + "</main>"))
    messages, title = console_of(tmp_path / "page.html")
    assert title == "Your asthma inhaler"
    assert [message.split("'")[0] for message in messages] and all("Content Security Policy" in message for message in messages)
    assert any("script-src" in message or "default-src" in message for message in messages)


def test_a_page_without_its_policy_is_refused(tmp_path: Path) -> None:
    """The check does not trust who composed the page."""
    made = composed(workspace_in(tmp_path), "web")
    job = job_of(Request("asthma", "en", "web"), made)
    check_screen(job)
    for start in ("<meta http-equiv", '<meta charset="utf-8"><meta http-equiv'):
        bare = made.html.replace("<meta http-equiv", start.replace("<meta http-equiv", "<meta name"), 1)
        with pytest.raises(PublishError, match="does not begin with the policy"):
            check_screen(replace(job, html=bare))
