"""Tests that a web layout of one's own can dress a page, and can hide neither a warning nor that the page is a draft."""

from dataclasses import replace
from pathlib import Path

import pytest

from publish.edition.request import Request
from publish.press import check_screen
from publish.press.engine.layouts.screen import compute_screen_styles
from publish.press.proof.web.screen import must_be_seen
from publish.press.proof.web.screen_styles import find_unsafe_styles
from publish.project import PublishError
from publish.release.output import job_of
from tests.edition.approved import approved_workspace, own_layout
from tests.edition.small import GUIDE, composed, workspace_in, write
from tests.press.samples import with_body

LAYOUT = own_layout("web", style="CSS")
MARK = '<!DOCTYPE html><html><head><style>{{ page.styles }}</style></head><body><h1>{{ page.title }}</h1>'
MARK += "MARK{{ guide.rest() }}</body></html>"


def codes(folder: Path, files: dict[str, str], draft: bool) -> set[str]:
    workspace = workspace_in(folder) if draft else approved_workspace(folder, files)
    for name, text in files.items():
        write(folder / name, text)
    composition = composed(workspace, "mine")
    assert composition.draft == draft or not draft
    try:
        check_screen(job_of(Request("asthma", "en", "mine", None, "lungs"), composition))
    except PublishError as error:
        return {finding.code for finding in error.findings}
    return set()


@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize(
    "style",
    [
        ":root { --accent: #5b1f69 } @media (prefers-color-scheme: dark) { :root { --accent: #d9a8e6 } }",
        "h2 { color: #123 } @media (prefers-color-scheme: dark) { h2 { color: #cfe } }",
        ".warning { border: 2px solid #a00; padding: 1em; border-radius: .5em; margin: 1rem 0 }",
        "@media (min-width: 50rem) { main { max-width: 40rem; font-size: 1.2rem; line-height: 1.6 } }",
        "h2 { font-family: Georgia, serif; font-weight: 700; text-align: center; text-decoration: underline }",
    ],
)
def test_a_style_sheet_may_dress_a_page(tmp_path: Path, style: str, draft: bool) -> None:
    assert not codes(tmp_path, {name: text.replace("CSS", style) for name, text in LAYOUT.items()}, draft)


@pytest.mark.parametrize("levels", [4, 9])
def test_a_list_of_many_levels_in_a_warning_has_room_on_the_narrowest_screen(tmp_path: Path, levels: int) -> None:
    """Lengths that depend on the screen are those of a telephone, not of a page of paper."""
    workspace = workspace_in(tmp_path)
    items = "\n".join(f"{'  ' * level}- Do **not** use it {level} times." for level in range(levels))
    write(tmp_path / "source/asthma/guide.md", f"{GUIDE}\n::: warning\n## Lists\n\n{items}\n:::\n")
    check_screen(job_of(Request("asthma", "en", "web", None, "lungs"), composed(workspace, "web")))


@pytest.mark.parametrize(
    "said",
    [
        "opacity: .001", "clip-path: circle(0)", "transform: scale(0)", "scale: 0", "font-size: 1px", "font-size: 0", "zoom: .01",
        "position: absolute; left: -9999px", "position: fixed", "color: transparent", "color: rgb(0 0 0 / 0)", "filter: opacity(0)",
        "mask: linear-gradient(transparent, transparent)", "mix-blend-mode: screen", "content-visibility: hidden", "z-index: -1",
        "display: none", "visibility: hidden", "height: 0; overflow: hidden", "max-height: 0", "text-indent: -9999px", "margin-top: -99px",
        "width: 0", "max-width: 1px", "line-height: 0", "letter-spacing: -1em", "text-transform: uppercase", "direction: rtl", "order: 2",
        "text-decoration: line-through", "-webkit-text-fill-color: transparent", "-webkit-text-security: disc", "animation: a 1s",
        "translate: -9999px", "float: right", "flex-direction: column-reverse", "background: url(icons/x.svg)", "outline: 300mm solid #fff",
        "box-shadow: 0 0 0 300mm #fff", "list-style-type: '500 mg'", "display: contents", "all: unset", "columns: 4",
        "hyphenate-character: '0'", "margin-left: 9999px", "padding: 9em", "color: rgb(0,0,0,0)", "color: Canvas", "background: CanvasText",
        "display: inline", "font-family: Wingdings", "font-family: 'Adobe Blank', serif",
    ],
)  # fmt: skip
@pytest.mark.parametrize("selector", ["[data-critical]", "@media (max-width: 30rem) { html"])
def test_a_style_sheet_may_not_hide_or_change_a_text(said: str, selector: str) -> None:
    style = f"{selector} {{ {said} }}" + "}" * selector.count("@")
    assert find_unsafe_styles(with_body(""), [style], []) and find_unsafe_styles(with_body(""), [], [said])


@pytest.mark.parametrize(
    "selector", [".warning p:hover", "p::first-line", "p:not(:focus)", "p:has(strong)", "p:nth-child(2 of p)", "::selection", "p:target"]
)
def test_colours_may_not_depend_on_what_a_reader_does(selector: str) -> None:
    assert find_unsafe_styles(with_body(""), [f"{selector} {{ color: #fff }}"], [])
    assert find_unsafe_styles(with_body(""), [f"@layer a {{ p {{ color: #fff }} }} p {{ & {selector.lstrip('p')} {{ color: #fff }} }}"], [])


@pytest.mark.slow
@pytest.mark.parametrize(
    "style",
    [
        "[data-critical], .draft-bar { color: #fff; background: #fff }",
        ":root { --ink: #fff; --amber-ink: #fff }",
        ".warning, .draft-bar { background: #16252b; color: #16252b }",
        "* { font-size: 2em }",
        "* { margin-left: 4em; padding: 0 4em }",
        ".draft-bar, .warning { background: #fff; color: #111 } @media (prefers-color-scheme: dark) { .warning * { color: #fff } }",
    ],
)
def test_a_text_is_large_dark_and_wide_enough_in_both_colour_schemes(tmp_path: Path, style: str) -> None:
    files = {name: text.replace("CSS", style) for name, text in LAYOUT.items()}
    assert codes(tmp_path, files, False) == {"words-lost"}


@pytest.mark.parametrize(
    "style",
    [
        ".warning p::before { content: 'Take 500 mg' }",
        "@media (prefers-color-scheme: light) { body { color: #000 } }",
        "@keyframes a { to { opacity: 0 } }",
        "@layer x { @supports (color: red) { p { opacity: 0 } } }",
        ".a { .b & { opacity: 0 } }",
    ],
)
def test_rules_of_every_kind_are_looked_into(tmp_path: Path, style: str) -> None:
    assert "style-unsafe" in codes(tmp_path, {name: text.replace("CSS", style) for name, text in LAYOUT.items()}, False)


@pytest.mark.parametrize(
    "mark",
    [
        '<p style="position:absolute;left:-9999px">DRAFT</p>',
        "<style>p { opacity: 0 }</style><p>DRAFT</p>",
        "<details><p>DRAFT</p></details>",
        "<dialog>DRAFT</dialog>",
        "<div popover>DRAFT</div>",
        "<div aria-hidden='true' inert>DRAFT</div>",
        "<p hidden>DRAFT</p>",
        "",
    ],
)
def test_a_mark_that_cannot_be_seen_is_none(tmp_path: Path, mark: str) -> None:
    files = own_layout("web", template=MARK.replace("MARK", mark))
    workspace = workspace_in(tmp_path)
    for name, text in files.items():
        write(tmp_path / name, text)
    composition = composed(workspace, "mine")
    refused = codes(tmp_path, files, True) & {"style-unsafe", "draft-unmarked"}
    assert refused or '<p class="draft-bar" style="display: block !important' in composition.html


@pytest.mark.parametrize("draft", [True, False])
def test_a_shipped_page_is_looked_at_where_something_must_be_seen(tmp_path: Path, draft: bool) -> None:
    """Styles of the other elements are not computed; those that are, are the same as where all are."""
    workspace = workspace_in(tmp_path) if draft else approved_workspace(tmp_path, {})
    job = job_of(Request("asthma", "en", "web", None, "lungs"), composed(workspace, "web"))
    root, some = compute_screen_styles(job, must_be_seen)
    same, every = compute_screen_styles(job)
    pairs = [(some(one), every(other)) for one, other in zip(root.iter(), same.iter(), strict=True) if some(one) is not None]
    critical = [element for element in root.iter() if "data-critical" in element.attrib]
    assert critical and len(critical) < len(pairs) < sum(1 for _ in root.iter()) / 2
    asked = ("display", "color", "background_color", "font_size", "position", "opacity", "max_height", "margin_left", "padding_right")
    assert all(one[name] == other[name] for one, other in pairs for name in asked)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("[data-critical] { display: none }", "words-lost"),
        ("section { font-size: 1px }", "words-lost"),
        ("p * { color: #fff }", "words-lost"),
        (".draft-bar { opacity: 0 }", "draft-unmarked"),
    ],
)
def test_a_shipped_page_that_hides_something_is_refused(tmp_path: Path, rule: str, code: str) -> None:
    job = job_of(Request("asthma", "en", "web", None, "lungs"), composed(workspace_in(tmp_path), "web"))
    with pytest.raises(PublishError) as error:
        check_screen(replace(job, html=job.html.replace("</style>", f"{rule}</style>")))
    assert code in {finding.code for finding in error.value.findings}
