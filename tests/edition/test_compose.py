"""What an edition holds, what it refuses, and what it never lets through."""

import re
from base64 import b64decode
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from publish.edition.compose import compose
from publish.edition.layout import templates
from publish.edition.request import Request
from publish.edition.typesetting.whole_words import whole_terms
from publish.edition.values.locale_info import locale_info
from publish.press import check_screen, print_job
from publish.project import PublishError, UsageError, layouts_folder
from publish.release.output import job_of
from tests.edition.small import CLINIC, FRONT, GUIDE, TODAY, composed, error_in, translate, unmarked, workspace_in, write


def code_of(error: pytest.ExceptionInfo[PublishError]) -> str:
    return error.value.findings[0].code


def test_facts_and_clinic_are_filled_in(tmp_path: Path) -> None:
    html = composed(workspace_in(tmp_path)).html
    assert "Use it 2\u00a0times a day for 2\u00a0to 3\u00a0weeks." in html
    assert 'Call <span dir="ltr" class="whole">+1 202 555 0100</span>.' in html
    assert "Monday to Wednesday" in html and "9:00\u202fAM to 4:30\u202fPM" in html


def test_a_telephone_number_is_whole_and_on_the_web_a_link(tmp_path: Path) -> None:
    guide = GUIDE + "\nOr [here, {clinic.phone}](tel:{clinic.phone}).\n"
    number = '<span dir="ltr" class="whole">+1 202 555 0100</span>'
    workspace = workspace_in(tmp_path, guide=guide)
    web = composed(workspace, "web").html
    assert f'Call <a href="tel:+12025550100">{number}</a>.' in web and f'<a href="tel:+12025550100">here, {number}</a>' in web
    assert "tel:" not in composed(workspace, "brochure").html.replace(f'<a href="tel:+12025550100">here, {number}</a>', "")
    assert all(".whole" in style for style in ("".join(composed(workspace).stylesheets), web))


def test_no_line_parts_the_terms_of_the_glossary(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    write(workspace.root / "source" / "glossary.csv", "term,do_not_translate\noff-label,no\ninhaler,no\nlong-term oxygen,no\n")
    write(workspace.root / "locales" / "th" / "glossary.csv", "term,translation\ninhaler,ยาพ่น\nlong-term oxygen,ออกซิเจนระยะยาว\n")
    snapshot = workspace.snapshot()
    assert whole_terms(snapshot, locale_info("th")) == ("off-label", "ยาพ่น") and whole_terms(snapshot, locale_info("fr")) == ("off-label",)
    for layout in ("handout", "web"):
        assert 'is <span class="whole">off-label.</span>' in composed(workspace, layout).html


def test_the_short_edition_leaves_out_what_is_full(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    assert "Ventolin" in composed(workspace).html
    assert "Ventolin" not in composed(workspace, "brochure").html


def test_citations_are_numbered_as_they_are_met(tmp_path: Path) -> None:
    html = composed(workspace_in(tmp_path)).html
    assert re.findall(r'href="#ref-(\d)"', html) == ["1", "2", "1"]
    assert html.index('id="ref-1">GINA') < html.index('id="ref-2">WHO')
    assert 'href="https://doi.org/10.1000/gina"' in html


def test_a_layout_without_references_prints_no_numbers(tmp_path: Path) -> None:
    assert "ref-1" not in composed(workspace_in(tmp_path), "brochure").html


def test_a_warning_says_its_word(tmp_path: Path) -> None:
    assert re.search(r'class="warning">\s*<p class="flag">Warning</p>', unmarked(composed(workspace_in(tmp_path)).html))


@pytest.mark.parametrize(
    ("heading", "sign"),
    [
        ("## Warning signs", r'<h2[^>]* class="flagged"[^>]*>Warning signs'),
        ("## Danger {#red}\n\nWarning", r'<p class="flag">Warning</p><h2 id="red"'),
    ],
)
def test_a_warning_says_so_once(tmp_path: Path, heading: str, sign: str) -> None:
    """Over a heading that says the word there is no second one; the sign stays."""
    guide = f"# G\n\n::: warning\n{heading}\n\nText.\n:::\n\n::: warning Some warnings\nText.\n:::\n"
    html = unmarked(composed(workspace_in(tmp_path, guide=guide)).html)
    assert re.search(sign, html) and '<p class="flagged title"' in html
    assert html.count('class="flag"') == (heading != "## Warning signs")


def test_two_languages_say_warning_once_where_both_headings_do(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, guide="# G\n\n::: warning\n## Warning signs\n\nText.\n:::\n")
    for heading, flags in (("Señales de advertencia", 0), ("Señales", 2)):
        translate(workspace, "es", "asthma", **{"Warning signs": heading})
        translate(workspace, "es", "layouts", **{"Warning": "Advertencia"})
        html = composed(workspace, "bilingual", "es").html
        assert html.count('class="flag"') == flags and html.count("flagged") == 2 - flags


def test_numbers_stay_in_order_in_arabic(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    dose = "Wait {pause} before the next puff. The dose of Ventolin is 200 mg."
    translate(workspace, "ar", "asthma", **{dose: "انتظر {pause}. جرعة Ventolin هي 200 mg."})
    made = composed(workspace, locale="ar")
    assert '<span dir="ltr">Ventolin</span> هي <span dir="ltr">200\u00a0mg</span>' in made.html
    assert (made.direction, made.language, made.families[0]) == ("rtl", "ar", "Noto Naskh Arabic")
    assert '<html lang="ar" dir="rtl"' in made.html


def test_what_is_not_translated_says_so(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    translate(workspace, "ps", "asthma", **{"How to use it": ""})  # a locale in which not even the words of the layouts are translated
    made = composed(workspace, locale="ps")
    assert re.search('<h2 id="how-to-use-it" lang="en" dir="ltr"[^>]*><span dir="ltr">How to use \u2060it</span></h2>', made.html)
    assert '<span lang="en" dir="ltr">References</span>' in made.html
    assert made.draft and "not translated yet" in made.html


@pytest.mark.parametrize("text", ["Do **not** use it more than {puffs} times a day.", "This use is off-label.", "Call {clinic.phone}."])
def test_a_critical_text_has_no_fallback(tmp_path: Path, text: str) -> None:
    workspace = workspace_in(tmp_path)
    translate(workspace, "es", "asthma", **{text: ""})
    made = composed(workspace, locale="es")
    found = error_in(made)
    assert (found.code, found.msgid, found.locale) == ("critical-missing", text, "es")
    assert re.search(r'class="[^"]*gap"[^>]* data-critical="[0-9a-f]+" lang="en"', made.html), "it is printed as written, and marked"


def test_a_layout_that_drops_a_critical_block_is_refused(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/bare/layout.toml", 'extends = "handout"\ntemplate = "bare.html"\n')
    write(tmp_path / "layouts/bare/bare.html", '{% set gone = guide.take("off-label") %}<h1>{{ page.title }}</h1>{{ guide.rest() }}')
    found = error_in(composed(workspace, "bare"))
    assert (found.code, found.msgid, found.file) == ("critical-dropped", "This use is off-label.", "layouts/bare/layout.toml")


@pytest.mark.parametrize(
    "around",
    [
        "<!-- {} -->",
        "<template>{}</template>",
        "<noscript>{}</noscript>",
        '<div class="a > b" hidden><div><img alt="" hidden></div>{}</div>',
        "<div hidden>{}",
        "<section HIDDEN=until-found><section></section>{}</section>",
    ],
)
@pytest.mark.parametrize("layout", ["handout", "web"])
def test_a_layout_that_hides_a_critical_block_is_refused(tmp_path: Path, layout: str, around: str) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/bare/layout.toml", f'extends = "{layout}"\ntemplate = "bare.html"\n')
    hidden = around.format("{{ off_label }}")
    template = '{% set off_label = guide.take("off-label") %}<h1>{{ page.title }}</h1>{{ guide.rest() }}'
    write(tmp_path / "layouts/bare/bare.html", template + hidden)
    request = Request("asthma", "en", "bare", None if layout == "web" else "A4", "lungs")
    assert error_in(compose(workspace.snapshot(), request, today=TODAY)).code == "critical-dropped"


def test_an_edition_may_not_leave_out_what_is_off_label(tmp_path: Path) -> None:
    guide = GUIDE.replace("::: off-label\nThis use is off-label.\n:::", ":::: full\n::: off-label\nThis use is off-label.\n:::\n::::")
    workspace = workspace_in(tmp_path, guide=guide)
    composed(workspace, "handout")
    assert error_in(composed(workspace, "brochure")).code == "off-label-missing"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{course}", "{corse}", "unknown-fact"),
        ("{clinic.phone}", "{clinic.fax}", "unknown-fact"),
        ("[^who]", "[^whom]", "unknown-citation"),
        ("Breathe out first.", "![A lung](lung.svg)", "image-missing"),
        ("Breathe out first.", "![A lung](../../../secret.svg)", "image-missing"),
        ("Breathe out first.", "![A lung](guide.toml)", "image-unknown"),
    ],
)
def test_what_does_not_exist_is_an_error_with_its_place(tmp_path: Path, old: str, new: str, code: str) -> None:
    workspace = workspace_in(tmp_path, guide=GUIDE.replace(old, new))
    found = error_in(composed(workspace))
    assert found.code == code and found.hint and found.locale == "en"
    assert found.file and found.file.startswith("source/asthma/")
    assert code == "image-unknown" or (found.msgid and found.anchor)


def test_a_unit_that_cldr_lacks_names_the_file(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, front=FRONT.replace('"second"', '"jiffy"'))
    made = composed(workspace)
    found = error_in(made)
    assert (found.code, found.file) == ("unknown-unit", "source/asthma/guide.toml")
    assert re.search('Wait <span class="gap"[^>]*>{pause}</span> before', made.html)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"guide": "nothing"}, "unknown-guide"),
        ({"locale": "xx_nonsense"}, "unknown-locale"),
        ({"layout": "poster"}, "unknown-layout"),
        ({"layout": "../handout"}, "unknown-layout"),
        ({"paper": "A9"}, "unknown-paper"),
        ({"clinic": "nobody"}, "unknown-clinic"),
    ],
)
def test_names_that_do_not_exist(tmp_path: Path, change: dict[str, str], code: str) -> None:
    names = {"guide": "asthma", "locale": "en", "layout": "handout", "paper": "A4", "clinic": "lungs"} | change
    with pytest.raises(UsageError) as error:
        compose(workspace_in(tmp_path).snapshot(), Request(**names), today=TODAY)
    assert code_of(error) == code and error.value.findings[0].hint


def test_values_never_become_markup(tmp_path: Path) -> None:
    clinic = CLINIC.replace("Lung Clinic", "<script>alert(1)</script> & Sons").replace("1 Air Street", '\\"><img src=x>')
    for layout in ("brochure", "handout", "web"):
        html = composed(workspace_in(tmp_path, clinic=clinic), layout).html
        assert html.count("<script") == (layout == "web") and "<img src=x" not in html  # its linked data, which browsers do not run
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Sons" in html


def test_a_translation_of_the_layouts_is_text(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    translate(workspace, "es", "asthma")
    hostile = {"References": "<b onclick=x>{{ 7*7 }}</b>", "Page %(page)s of %(pages)s": "100% %(pages)s", "Warning": "%(page)s"}
    translate(workspace, "es", "layouts", **hostile)
    html = composed(workspace, locale="es").html
    assert "&lt;b onclick=x&gt;{{ 7*7 \u2060}}&lt;/b&gt;" in html
    # Fields that differ from the source's: its own words stand in.
    assert '<span lang="en" dir="ltr">Page ' in html and '<span lang="en" dir="ltr">Warning</span>' in html


def test_a_draft_says_so_and_why(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    made = composed(workspace)
    assert made.draft and 'class="draft-chip"' in made.html and "has passed" not in made.html
    late = compose(workspace.snapshot(), Request("asthma", "en", "handout", "A4"), today=date(2029, 2, 1))
    assert "The date of its next review has passed." in late.html


def test_a_telephone_that_the_clinic_does_not_name_is_a_line_to_write_on(tmp_path: Path) -> None:
    # Without any clinic the page is not made (clinic-missing, tests/edition/test_phones.py): nobody would fill in the line.
    html = composed(workspace_in(tmp_path, clinic='name = "Lung Clinic"\n')).html
    assert re.search(r'Call <span class="blank">\u00a0+</span>\.', html)


def test_the_price_of_a_clinic_takes_the_place_of_the_fact(tmp_path: Path) -> None:
    clinic = CLINIC + '[prices]\npause = { value = 45, currency = "EUR" }\n'
    front = FRONT.replace('value = 30, unit = "second"', 'value = 30, currency = "USD"')
    assert "Wait €45 before" in composed(workspace_in(tmp_path, clinic=clinic, front=front)).html
    assert error_in(composed(workspace_in(tmp_path, clinic=clinic))).code == "price-unfit"


def test_the_code_follows_all_that_was_composed(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    first, again = composed(workspace), composed(workspace)
    assert first == again
    assert re.fullmatch(r"2\.1-en-[0-9A-HJKMNP-TV-Z]{5}", first.code) and first.code in first.html
    codes = {first.code, composed(workspace, "brochure").code, composed(workspace, clinic=None).code}
    write(tmp_path / "source/asthma/guide.toml", FRONT.replace("value = 30", "value = 31"))
    assert len(codes | {composed(workspace).code}) == 4


def test_a_page_loads_nothing_but_its_files(tmp_path: Path) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>Lung</text></svg>'
    workspace = workspace_in(tmp_path, guide=GUIDE + '\n![A lung](lung.svg "Air")\n')
    write(tmp_path / "source/asthma/lung.svg", picture)
    made = composed(workspace)
    names = {name for name, _ in made.files}
    loaded = re.findall(r'src="([^"]*)"|url\(([^)]*)\)', made.html + "".join(made.stylesheets))
    assert loaded and {one or other for one, other in loaded} <= names
    assert 'alt="A lung"' in made.html and "<figcaption>Air</figcaption>" in made.html
    web = composed(workspace, "web")
    assert not web.files and not web.stylesheets
    loads = re.findall(r'(?:src="|url\()([^")]*)', web.html)
    assert loads and all(address.startswith("data:") for address in loads)


def test_a_layout_of_ones_own_extends_a_shipped_one(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    own = 'extends = "handout"\ntitle = "Large"\nstyles = ["large.css"]\n[size]\nsmallest_pt = 18\nlargest_pt = 18\n'
    write(tmp_path / "layouts/large/layout.toml", own)
    write(tmp_path / "layouts/large/large.css", "p { color: black }")
    made = composed(workspace, "large")
    assert (made.layout.title, made.layout.smallest_pt, made.layout.papers) == ("Large", 18, ("A4", "A5", "Letter", "Legal"))
    assert "p { color: black }" in made.stylesheets[3:]


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("layout.toml", 'extends = "handout"\ntext = "middling"\n', "layout-wrong"),
        ("layout.toml", "kind = ", "toml-broken"),
        ("layout.toml", 'extends = "mine"\n', "unknown-layout"),
        ("layout.toml", 'extends = "handout"\nstyles = ["../../source/project.toml"]\n', "file-missing"),
        ("handout.html", "{% if %}", "template-broken"),
        ("handout.html", "{{ page.nonsense }}", "template-broken"),
        ("handout.html", "{{ page.text.__globals__ }}", "template-broken"),
        ("handout.html", "{{ 1 / 0 }}", "template-broken"),
        ("handout.html", "{{ guide.take() }}", "template-broken"),
        ("handout.html", "{% for one in range(10000000) %}x{% endfor %}", "template-broken"),
        ("handout.html", '{% extends "handout.html" %}', "template-broken"),
        ("handout.html", '{% include "../../source/project.toml" %}', "template-missing"),
        ("layout.toml", 'extends = "../handout"\n', "unknown-layout"),
        ("layout.toml", "extends = 7\n", "layout-wrong"),
        ("layout.toml", 'title = "Lacks all the rest"\n', "layout-wrong"),
        ("layout.toml", 'extends = "handout"\ntemplate = "../../source/project.toml"\n', "template-missing"),
        ("layout.toml", 'extends = "handout"\nstyles = "one.css"\n', "layout-wrong"),
        ("layout.toml", 'extends = "handout"\nstyles = [".."]\n', "file-missing"),
        ("layout.toml", 'extends = "handout"\npapers = [4]\n', "layout-wrong"),
        ("layout.toml", 'extends = "handout"\npaper.A4 = 3\n', "layout-wrong"),
        ("layout.toml", 'extends = "handout"\nsize = 5\n', "layout-wrong"),
        ("layout.toml", 'extends = "handout"\n[size]\nsmallest_pt = 14\nlargest_pt = 10\n', "layout-wrong"),
        ("layout.toml", 'extends = "handout"\n[size]\nsmallest_pt = nan\n', "layout-wrong"),
        ("layout.toml", 'extends = "handout"\npages = 0\n', "layout-wrong"),
        ("layout.toml", 'extends = "handout"\nbilingual = "no"\n', "layout-wrong"),
    ],
)
def test_a_broken_layout_is_an_error(tmp_path: Path, file: str, text: str, code: str) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/mine/layout.toml", 'extends = "handout"\n')
    write(tmp_path / f"layouts/mine/{file}", text)
    assert {error.code for error in composed(workspace, "mine").errors} == {code}


def test_layouts_that_extend_each_other_are_an_error(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    for name, other in (("mine", "yours"), ("yours", "mine")):
        write(tmp_path / f"layouts/{name}/layout.toml", f'extends = "{other}"\n')
    assert re.search("built on it in turn", str(error_in(composed(workspace, "mine"))))


def test_no_folder_beside_the_layouts_is_one(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layout.toml", 'extends = "handout"\n')
    with pytest.raises(UsageError, match="unknown-layout"):
        composed(workspace, "..")


def test_a_broken_template_is_named_where_it_lies(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/shared/pieces.html", "{# mine #}\n{% if %}")
    found = error_in(composed(workspace, "handout"))
    assert (found.code, found.file, found.line) == ("template-broken", "layouts/shared/pieces.html", 2)


@pytest.mark.parametrize("name", ["large.css", "handout.html"])
def test_a_file_of_a_layout_that_is_no_text_is_an_error(tmp_path: Path, name: str) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/mine/layout.toml", 'extends = "handout"\nstyles = ["large.css"]\n')
    for each in ("large.css", "handout.html"):
        (tmp_path / "layouts/mine" / each).write_bytes(b"\xe9" if each == name else b"")
    assert composed(workspace, "mine").errors[0].code in ("file-unreadable", "template-broken")


def test_a_fault_of_ours_below_a_template_is_not_blamed_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def _faulty(guide: object, role: str) -> None:
        raise TypeError(role)

    monkeypatch.setattr("publish.edition.layout.manuscript.take", _faulty)
    with pytest.raises(TypeError, match="cover"):
        composed(workspace_in(tmp_path))


def test_sentences_are_joined_and_ended_as_the_language_does(tmp_path: Path) -> None:
    """Chinese writes no space after its full stop; a message of nothing but fields has no language of its own to fall back to."""
    workspace = workspace_in(tmp_path)
    translate(workspace, "ko", "asthma")
    joins = {"%(before)s %(after)s": "%(before)s%(after)s", "%(word)s.": "%(word)s。", "DRAFT": "초안"}
    dates = {"Published: %(date)s.": "발행 %(date)s。", "Next review: %(date)s.": "다음 %(date)s。"}
    translate(workspace, "ko", "layouts", **joins, **dates, **{"Not yet reviewed by a clinician.": "아직。"})
    html = re.sub(r"</?span[^>]*>|\u2060", "", unmarked(composed(workspace, locale="ko").html))
    assert "아직。발행 2026년\u00a01월\u00a031일。다음 2029년\u00a01월\u00a031일。" in html and "<strong>초안。</strong>" in html
    translate(workspace, "ko", "layouts", **{"%(before)s %(after)s": ""})
    assert '<span lang="en" dir="ltr"><' not in composed(workspace, locale="ko").html


def test_labels_of_drawings_on_the_web_have_the_fonts_of_the_page(tmp_path: Path) -> None:
    """A drawing in ``<img>`` inherits nothing: without fonts of its own a browser would set its labels with serifs."""
    workspace = workspace_in(tmp_path, guide=GUIDE + "\n![A lung](lung.svg)\n")
    write(tmp_path / "source/asthma/lung.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>Lung</text></svg>')
    drawings = [b64decode(data) for data in re.findall(r"svg\+xml;base64,([^\")]*)", composed(workspace, "web").html)]
    assert any(b"Lung" in drawing and b'font-family="system-ui' in drawing for drawing in drawings)


def test_a_layout_that_forgets_the_mark_of_a_draft_gets_it(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/bare/layout.toml", 'extends = "handout"\ntemplate = "bare.html"\ndraft_styles = []\n')
    write(tmp_path / "layouts/bare/bare.html", "<h1>{{ page.title }}</h1>{{ guide.rest() }}")
    assert templates.MARK in composed(workspace, "bare").stylesheets[-1]
    assert not any(templates.MARK in sheet for sheet in composed(workspace, "handout").stylesheets)
    write(tmp_path / "layouts/shared/draft.css", "/* no mark */")
    made = composed(workspace, "handout")
    assert made.draft and templates.MARK in made.stylesheets[-1] and "icons/draft-forced.svg" in dict(made.files)
    write(tmp_path / "layouts/site/layout.toml", 'extends = "web"\ntemplate = "site.html"\n')
    write(tmp_path / "layouts/site/site.html", "<!doctype html><html><body><h1>{{ page.title }}</h1>{{ guide.rest() }}</body></html>")
    page = unmarked(composed(workspace, "site").html)
    assert '<body><p class="draft-bar" style="display: block !important;' in page and "<strong>DRAFT</strong></p><aside class=" in page
    translate(workspace, "es", "asthma")
    spanish = unmarked(composed(workspace, "site", locale="es").html)
    assert '<strong>BORRADOR <span lang="en" dir="ltr">DRAFT</span></strong></p><aside class=' in spanish


def test_the_forced_mark_lies_on_dark_pages_and_hides_nothing(tmp_path: Path) -> None:
    """Its page keeps its colour: white letters on a cover stay legible, and neither an icon nor a page rule of the layout takes it back."""
    workspace = workspace_in(tmp_path)
    # The strip with the word stays: where panels of colour cover the large mark, as inside, nothing else shows that it is a draft.
    shipped = (layouts_folder() / "shared/draft.css").read_text(encoding="utf-8")
    write(tmp_path / "layouts/shared/draft.css", shipped + "@page cover { background: #0b5563 none !important }")
    write(tmp_path / "layouts/shared/icons/draft-forced.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    pdf = print_job(job_of(Request("asthma", "en", "brochure", "A4", "lungs"), composed(workspace, "brochure"))).screen
    assert pdf
    with pypdfium2.PdfDocument(pdf) as pages:
        cover = pages[0].render(scale=1).to_pil().convert("RGB")
    forced = dict(composed(workspace, "brochure").files)["icons/draft-forced.svg"]
    assert forced == (layouts_folder() / "shared/icons/draft-forced.svg").read_bytes()
    strip = [cover.getpixel((x, int(cover.height * 0.8))) for x in range(0, cover.width)]
    assert strip.count((11, 85, 99)) > len(strip) / 3 and len(set(strip)) > 2


def test_a_draft_whose_mark_a_layout_covers_does_not_print(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/bare/layout.toml", 'extends = "handout"\ntemplate = "bare.html"\nstyles = ["bare.css"]\nreferences = false\n')
    write(tmp_path / "layouts/bare/bare.html", '<html lang="en"><h1>{{ page.title }}</h1>{{ guide.rest() }}</html>')
    for background, code in (("none", None), ("white", "draft-unmarked")):
        write(tmp_path / "layouts/bare/bare.css", f"html {{ margin: 9mm; background: {background} }} .promise p {{ color: #000 }}")
        job = job_of(Request("asthma", "en", "bare", "A4", None), composed(workspace, "bare"))
        with nullcontext() if code is None else pytest.raises(PublishError, match=code):
            print_job(job)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("css", "code"),
    [
        ("", None),
        ("@media print { main { display: none } }", "style-unsafe"),
        (".warning { display: none }", "words-lost"),
        ("main { opacity: 0 }", "words-lost"),
        ("main { max-block-size: 0; overflow: hidden }", "words-lost"),
        ("main { height: 0; overflow: hidden }", "words-lost"),
        (".warning p { visibility: hidden }", "words-lost"),
        (".warning * { font-size: 0 }", "words-lost"),
        (".warning { color: transparent }", "words-lost"),
        (".draft-bar { display: none }", "draft-unmarked"),
    ],
)
def test_a_web_layout_may_not_hide_a_warning_or_the_mark_of_a_draft(tmp_path: Path, css: str, code: str | None) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/site/layout.toml", 'extends = "web"\nstyles = ["site.css"]\n')
    write(tmp_path / "layouts/site/site.css", css)
    job = job_of(Request("asthma", "en", "site", None, "lungs"), composed(workspace, "site"))
    with nullcontext() if code is None else pytest.raises(PublishError, match=code):
        check_screen(job)


@pytest.mark.parametrize("start", ["", "<!doctype html>", "<!doctype html><html><head><title>DRAFT</title></head>", "<!-- > DRAFT < -->"])
def test_a_web_layout_without_a_body_says_draft_after_its_head(tmp_path: Path, start: str) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/site/layout.toml", 'extends = "web"\ntemplate = "site.html"\n')
    write(tmp_path / "layouts/site/site.html", start + "<h1>{{ page.title }}</h1>{{ guide.rest() }}")
    html = composed(workspace, "site").html
    assert re.search(r'<body>\s*<p class="draft-bar"', html) and html.count('class="draft-bar"') == 1
    assert html.lower().count("<!doctype html>") == 1 and ("<title>DRAFT</title>" in html) == ("<title>" in start)


def test_a_draft_on_the_web_says_so_in_english_too(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    translate(workspace, "es", "asthma")
    spanish = unmarked(composed(workspace, "web", locale="es").html)
    assert '<strong>BORRADOR.</strong> <strong lang="en" dir="ltr">DRAFT.</strong>' in spanish
    assert composed(workspace, "web").html.count("DRAFT") == 2, "its label and its word"


def test_pages_are_numbered_in_the_digits_of_the_language(tmp_path: Path) -> None:
    """A reader of Persian finds “۳” in the contents, and “۳” on the page."""
    workspace = workspace_in(tmp_path)
    translate(workspace, "fa", "asthma")
    styles = {locale: "\n".join(composed(workspace, locale=locale).stylesheets) for locale in ("fa", "ar")}
    assert "--digits: persian" in styles["fa"] and "--digits: " not in styles["ar"]
    assert styles["fa"].count("var(--digits, decimal)") == styles["ar"].count("var(--digits, decimal)") == 3
