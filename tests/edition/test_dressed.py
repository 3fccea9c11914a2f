"""Tests that a layout's own style sheets leave signed words as they are: nothing is drawn through or beside them, no part moved.

Of each kind one runs always, its siblings with ``-m full``.
"""

from pathlib import Path

import pytest

from publish.edition.request import Request
from publish.project import Severity, Snapshot
from publish.release.output import Output, Task, make_output, prepare_worker
from publish.release.runner import Held
from tests.edition.approved import approved_workspace, own_layout
from tests.edition.small import GUIDE, TODAY

ASKED = "Do **not** use more than **20** *5* mg a day.[^who] Take 10[^gina] mg."
TEXT = GUIDE.replace("Do **not** use it more than {puffs} times a day.", ASKED)
AFTER = 'strong::after { content: ""; display: inline-block; background: #000; '
OVER = '.warning p { position: relative } .warning p::after { content: ""; position: absolute; '


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    prepare_worker(None)
    return approved_workspace(tmp_path_factory.mktemp("dressed"), guide=TEXT).snapshot()


def dressed(approved: Snapshot, parent: str, style: str) -> Output:
    files = {name: text.encode() for name, text in own_layout(parent, style=style).items()}
    request = Request("asthma", "en", "mine", None if parent == "web" else "A4", "lungs")
    return make_output(Task(Held(approved.with_files(files)), request, TODAY))


def codes(output: Output) -> set[str]:
    return {finding.code for finding in output.findings if finding.severity is Severity.ERROR}


@pytest.mark.parametrize(
    ("style", "code"),
    [
        ("strong { text-decoration: underline; text-underline-offset: -.35em }", "words-lost"),
        pytest.param("* { text-decoration: underline; text-underline-offset: 1em }", "words-lost", marks=pytest.mark.full),
        ("strong { background: linear-gradient(red, red) 0 50%/100% 1px no-repeat }", "words-lost"),
        pytest.param("strong { box-shadow: inset 0 -2mm 0 #000 }", "words-lost", marks=pytest.mark.full),
        (OVER + "inset: auto 0 .55em 0; height: 1px; background: red }", "words-lost"),
        pytest.param(OVER + "inset: 0; background: rgb(255 255 255 / .4) }", "words-lost", marks=pytest.mark.full),
        ("body::after { content: ''; position: fixed; top: 0; bottom: 0; left: 60mm; width: .3mm; background: #000 }", "words-lost"),
        pytest.param(AFTER + "width: 1px; height: 2.5mm }", "words-lost", marks=pytest.mark.full),
        pytest.param(AFTER + "padding: 1mm; background: none; border:1px solid; border-radius:9mm}", "words-lost", marks=pytest.mark.full),
        (AFTER + "width: .4mm; height: .4mm; border-radius: 50% }", "words-lost"),
        pytest.param("strong { border-right: 1px solid }", "words-lost", marks=pytest.mark.full),
        pytest.param("strong { box-shadow: 1px 0 0 #000 }", "words-lost", marks=pytest.mark.full),
        ("strong { color: #bba }", "words-lost"),
        ("strong::after { content: '•' }", "text-unsigned"),
        pytest.param("strong::after { content: open-quote }", "text-unsigned", marks=pytest.mark.full),
        (".warning p::after { content: '○'; margin: 0 }", ""),
        ("strong { font-size: .6em }", "text-unsigned"),
        ("strong { vertical-align: -20mm }", "text-unsigned"),
        pytest.param("strong { display: block; margin-top: -4mm }", "text-unsigned", marks=pytest.mark.full),
        ("strong { display: inline-block; transform: rotate(90deg) }", "text-unsigned"),
        (".warning p { display: flex; flex-wrap: wrap-reverse }", "text-unsigned"),
        pytest.param(".warning p { transform: translateY(-40mm) }", "text-unsigned", marks=pytest.mark.full),
        (".warning p { transform: rotate(2deg); transform-origin: 500mm 0 }", "text-unsigned"),
        pytest.param(".warning p { transform: skewX(60deg) }", "text-unsigned", marks=pytest.mark.full),
        pytest.param(".warning p { transform: scaleX(.2) }", "text-unsigned", marks=pytest.mark.full),
        (".warning p { letter-spacing: .4em }", "text-unsigned"),
        (".warning p { word-break: break-all; width: 4mm }", "text-unsigned"),
        ("sup { vertical-align: baseline; font-size: 1em }", "text-unsigned"),
        ("p { width: calc(infinity * 1px) }", "style-limit"),
        pytest.param("p { order: 99999999999 }", "style-limit", marks=pytest.mark.full),
        ("strong { text-decoration: underline }", ""),
        pytest.param("strong { background: #ff9; border-bottom: 1px solid }", "", marks=pytest.mark.full),
        pytest.param("h1 { transform: rotate(-4deg) }", "", marks=pytest.mark.full),
        (".warning { outline: 1px solid; outline-offset: 1mm; margin: 2mm }", ""),
    ],
)
def test_on_paper_words_are_read_as_they_were_signed(approved: Snapshot, style: str, code: str) -> None:
    output = dressed(approved, "handout", style)
    assert codes(output) == ({code} if code else set()) and bool(output.contents) == (not code), output.findings


@pytest.mark.parametrize(
    ("style", "code"),
    [
        ("li { color: #fff }", "words-lost"),
        ("ul { list-style-type: decimal }", "style-unsafe"),
        pytest.param("h2 { display: list-item }", "style-unsafe", marks=pytest.mark.full),
        pytest.param("strong::after { border-left: 1px solid }", "style-unsafe", marks=pytest.mark.full),
        (":is(p):before { margin: 0 1em }", "style-unsafe"),
        ("p::first-letter { margin-inline-end: 3em }", "style-unsafe"),
        ("p { display: flex }", "text-unsigned"),
        ("strong { border-left: 1px solid }", "text-unsigned"),
        pytest.param("strong { border: 99px solid }", "text-unsigned", marks=pytest.mark.full),
        ("strong { background: #eee; color: #111; padding: 4em 0 }", "text-unsigned"),
        pytest.param("strong { border: 1px solid; border-radius: .2em }", "", marks=pytest.mark.full),
        ("h2 { border-bottom: 2px solid }", ""),
    ],
)
def test_on_a_screen_words_are_read_as_they_were_signed(approved: Snapshot, style: str, code: str) -> None:
    output = dressed(approved, "web", style)
    assert codes(output) == ({code} if code else set()) and bool(output.contents) == (not code), output.findings


def test_a_fault_in_a_layout_of_ones_own_names_its_file(approved: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows all that a style sheet can say; where the press stops at it, the file is named, and not the guide."""
    monkeypatch.setattr("publish.press.proof.visible.judge_pages", None)
    monkeypatch.setattr("publish.press.print.judge_pages", None)
    found = {finding.code: finding.file for finding in dressed(approved, "handout", "p { margin: 0 }").findings}
    assert found == {"layout-failed": "layouts/mine/mine.css"}
    shipped = make_output(Task(Held(approved), Request("asthma", "en", "handout", "A4", "lungs"), TODAY))
    assert codes(shipped) == {"output-failed"}


def test_footnotes_of_a_layout_do_not_stop_the_press(approved: Snapshot, tmp_path: Path) -> None:
    output = dressed(approved, "handout", ".warning p { float: footnote; footnote-display: compact }")
    assert "layout-failed" not in codes(output) and codes(output) == {"text-unsigned"}
