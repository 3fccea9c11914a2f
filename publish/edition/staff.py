"""Compose pages for staff: the test page of a printer, the instructions for printing and folding an output, the shelf of a release."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from publish.catalog.store import layout_translations
from publish.catalog.template import LAYOUTS_LOCALE
from publish.edition.layout import templates
from publish.edition.layout.finished.finish import data_block
from publish.edition.layout.finished.policy import shelf_policy
from publish.edition.layout.finished.screen_words import ScreenWords
from publish.edition.layout.page import language_record
from publish.edition.layout.spec import LayoutSpec, staff_layout
from publish.edition.layout.typography import read_typography, stylesheet
from publish.edition.layout.words import LayoutWords
from publish.edition.passes.checks import parse_checked
from publish.edition.problems import Problems
from publish.edition.sandbox.values import template_value
from publish.edition.typesetting.inline import mark_line_breaks, prose
from publish.edition.values.locale_info import LocaleInfo, locale_info
from publish.project import Snapshot

_PICTURE = re.compile(r'<img[^>]* src="([\w/-]+\.svg)"')


@dataclass(frozen=True, slots=True)
class StaffPage:
    """One page for staff, as the press needs it: the fields of `publish.edition.Composition` that such a page has."""

    html: str
    stylesheets: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]
    language: str
    direction: str
    families: tuple[str, ...]


def compose_staff(
    snapshot: Snapshot, locale: str, template: str, values: Mapping[str, object], families: tuple[str, ...] = (), size: int = 0
) -> StaffPage:
    """Return the page ``template`` of layouts/staff in ``locale``; it sees ``values`` and its language as ``sheet``.

    ``families`` are fonts for words of another language on the page, ``size`` is how much it lists.
    Raises `PublishError` for a broken template.
    """
    spec, language, source = staff_layout(snapshot), locale_info(locale), locale_info(LAYOUTS_LOCALE)
    typography = read_typography(snapshot, language)
    found = layout_translations(snapshot, locale)
    words = LayoutWords(found, lambda text: prose(mark_line_breaks(text), language.rtl, typography.keep_words), language, source)
    sheet = {name: language_record(each) if isinstance(each, LocaleInfo) else template_value(each) for name, each in values.items()}
    html = templates.render(
        snapshot, spec, template, {"sheet": {"language": language_record(language), **sheet}, **words.for_template()}, size
    )
    parse_checked(html, f"layouts/staff/{template}")
    problems = Problems()
    styles = (stylesheet(typography, False), *templates.stylesheets(snapshot, spec, False, language.rtl, problems))
    icons = templates.icons(snapshot, spec, styles, problems)
    problems.raise_errors()
    return StaffPage(
        html=html,
        stylesheets=styles,
        files=tuple((icons | _pictures(snapshot, spec, html)).items()),
        language=language.tag,
        direction=language.direction,
        families=tuple(dict.fromkeys((*typography.printing, *families))),
    )


def _pictures(snapshot: Snapshot, spec: LayoutSpec, html: str) -> dict[str, bytes]:
    return {name: templates.shared_picture(snapshot, spec, name) for name in _PICTURE.findall(html)}


def compose_shelf(snapshot: Snapshot, values: Mapping[str, object], entries: int, data: str) -> str:
    """Return the page of a release, which shows so many ``entries``: it sees ``values`` as ``shelf``, and ``data`` is put into its head.

    Its first element is the policy that lets it load pictures beside it and run its own script, and nothing else.
    Raises `PublishError` for a broken template.
    """
    shelf = {name: template_value(value) for name, value in values.items()}
    words = ScreenWords()
    html = templates.render(snapshot, staff_layout(snapshot), "shelf.html", {"shelf": shelf, **words.for_template()}, entries)
    data += data_block(words.table(snapshot), "application/json", "translations")
    return html.replace("</head>", f"{data}</head>", 1).replace("<head>", f"<head>\n{shelf_policy(html)}", 1)
