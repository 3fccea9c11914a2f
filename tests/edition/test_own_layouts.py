"""A layout of one's own: blocks replaced one by one, and what is told of blocks, selectors, pages and fonts that have no effect."""

from pathlib import Path
from shutil import copytree

import pytest

from publish.edition.layout.own.copy_state import SENTENCES
from publish.press.engine.css import MOST_MATCHED, read_rules
from publish.project import Workspace
from tests.edition.small import composed, workspace_in, write
from tests.workspaces import ROOT

LEAVE = "leave it if it is for another guide, clinic, paper or fold; else correct it"
FAMILIES = "write it under families in layouts/typography.toml, or as family under [brand]"
BACK = '{% extends "brochure/brochure.html" %}\n{% import "pieces.html" as pieces with context %}\n'
BACK += "{% block back %}\n{{ call }}\n<p class='visit'>{{ _('Next visit:') }}</p>\n{% endblock %}\n"


def own(folder: Path, extends: str = "brochure", template: str = "", css: str = "") -> Workspace:
    """Return a workspace with a layout “mine”."""
    workspace = workspace_in(folder)
    mine = workspace.root / "layouts" / "mine"
    write(mine / "layout.toml", f'extends = "{extends}"\n' + ('styles = ["mine.css"]\n' if css else ""))
    for name, text in ((f"{extends}.html", template), ("mine.css", css)):
        if text:
            write(mine / name, text)
    return workspace


def told(workspace: Workspace) -> list[tuple[str, str, int | None, str]]:
    found = [each for each in composed(workspace, "mine").findings if (each.file or "").startswith("layouts/")]
    return [(each.code, each.severity.value, each.line, (each.hint or "").partition("?")[0]) for each in found]


def test_one_block_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    workspace = own(tmp_path, template=BACK)
    mine, shipped = composed(workspace, "mine").html, composed(workspace, "brochure").html
    assert told(workspace) == [] and "Next visit:" in mine and "Next visit:" not in shipped
    cut = '<div class="back">'
    assert mine.partition(cut)[0].replace("mine", "brochure").partition("<body>")[2] == shipped.partition(cut)[0].partition("<body>")[2]


def test_a_block_that_nothing_prints_is_an_error_with_its_line(tmp_path: Path) -> None:
    template = BACK.replace("block back", "block bakc") + "\nCall us.\n{{ call }}\n"
    assert told(own(tmp_path, template=template)) == [
        ("block-unused", "error", 3, "did you mean “back”"),
        ("block-unused", "error", 8, "move it into a block, such as {% block back %}"),
    ]


def test_a_block_in_a_block_and_one_that_is_called_are_printed(tmp_path: Path) -> None:
    template = BACK.replace("{{ call }}", "{{ call }}{% block sign %}{% endblock %}{{ self.more() }}") + "{% block more %}{% endblock %}"
    assert told(own(tmp_path, template=template)) == []


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".key-pionts { color: #111 }", [("selector-unused", "warning", 1, "did you mean “key-points”")]),
        ("\n.back > table { color: #111 }", [("selector-unused", "note", 2, LEAVE)]),
        ("@page bakc { margin: 0 }", [("selector-unused", "warning", 1, "did you mean “back”")]),
        ("@page back:left { margin: 9mm }", []),
        ("h2 { page: extra }\n@page extra { margin: 0 }", []),
        ("@media print { .bakc h2 { color: #111 } }", [("selector-unused", "warning", 1, "did you mean “back”")]),
        ("h2 { font-family: 'Noto Sanz', sans-serif }", [("family-ignored", "warning", 1, "did you mean “Noto Sans”")]),
        ("h2 { font: bold 12pt/1.4 'Noto Sans', Arial }", [("family-ignored", "warning", 1, FAMILIES)]),
        ("h2 { font: inherit }\nh2 { font-family: var(--families) }", []),
        (".back h2, a:hover, :lang(ar) p, [dir=rtl] li { color: #111 }", []),
    ],
)  # fmt: skip
def test_a_rule_that_changes_nothing_is_told_with_its_line(tmp_path: Path, css: str, expected: list[tuple[str, str, int, str]]) -> None:
    assert told(own(tmp_path, css=css)) == expected


def test_a_copy_of_the_shipped_style_sheets_is_silent_but_for_what_was_changed(tmp_path: Path) -> None:
    workspace = own(tmp_path)
    copytree(ROOT / "layouts", workspace.root / "layouts", dirs_exist_ok=True)
    sheet = workspace.root / "layouts/brochure/brochure.css"
    sheet.write_text(sheet.read_text("utf-8") + "\n.key-pionts { color: #111 }\n", "utf-8")
    assert [each[0] for each in told(workspace)] == ["selector-unused"]


def test_a_style_sheet_with_very_many_selectors_is_not_matched_to_its_end() -> None:
    from lxml import etree

    root = etree.fromstring(f"<html>{'<p/>' * 1000}</html>")
    found = read_rules("".join(f".a{number} {{ color: #111 }}\n" for number in range(1000)), root)
    unused = [rule for rule in found if not getattr(rule, "matches", True)]
    assert MOST_MATCHED // 1001 - 2 <= len(unused) <= MOST_MATCHED // 1001 + 2


SHIPPED = (ROOT / "layouts" / "web" / "web.html").read_text(encoding="utf-8")
STATE = "{{ pieces.copy_state() }}"


@pytest.mark.parametrize(
    "template",
    [
        SHIPPED.replace(STATE, f"<div>{STATE}</div>"),
        SHIPPED.replace(STATE, STATE + STATE),
        SHIPPED.replace(STATE, STATE + "<p>{{ _('The sheet that you scanned is current.') }}</p>"),
        SHIPPED.replace(STATE, f"{STATE}<section aria-label=\"{{{{ _('The sheet that you scanned is current.') }}}}\"></section>"),
        SHIPPED.replace(STATE, '<aside class="copy small"><i class="copies"></i></aside>'),
        SHIPPED.replace(STATE, f"{{% set state %}}{STATE}{{% endset %}}{{{{ state|replace('copy-current', 'copy-x') }}}}"),
    ],
)
def test_a_web_page_of_ones_own_says_what_became_of_a_scanned_sheet(tmp_path: Path, template: str) -> None:
    codes = [each.code for each in composed(own(tmp_path, "web", template), "mine").errors]
    assert "copy-state-changed" in codes


BARE = """<html lang="en"><head><title>{{ page.title_text }}</title><style>
{{ page.styles }}
</style></head><body><p>DRAFT {{ page.code }}</p>{{ guide.rest() }}</body></html>"""


@pytest.mark.parametrize("extends", ["web", ""])
def test_a_web_page_that_leaves_it_out_gets_it(tmp_path: Path, extends: str) -> None:
    workspace = own(tmp_path, "web", SHIPPED.replace(STATE, ""))
    if not extends:
        write(workspace.root / "layouts" / "mine" / "layout.toml", 'kind = "html"\ntext = "full"\ntemplate = "bare.html"\n')
        write(workspace.root / "layouts" / "mine" / "bare.html", BARE)
    page = composed(workspace, "mine")
    assert not page.errors and page.html.count('<i class="copies"></i>') == 1
    assert all(page.html.count(sentence) == 1 for sentence in SENTENCES.values())
    assert page.html.count(".copy-draft { display: none !important") == 1


def test_a_web_page_that_replaces_a_block_keeps_it(tmp_path: Path) -> None:
    template = '{% extends "web/web.html" %}\n{% block foot %}\n<p>{{ page.code }}</p>\n{% endblock %}\n'
    page = composed(own(tmp_path, "web", template, "h2 { color: #5b1f69 }"), "mine")
    assert not page.errors and all(sentence in page.html for sentence in SENTENCES.values())
