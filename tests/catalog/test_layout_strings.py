"""Tests of `publish.catalog.layout_strings`: it finds what Babel and Jinja2 find."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from hypothesis import given
from hypothesis import strategies as st

from publish.catalog.layout_strings import LayoutString, layout_strings
from tests.workspaces import ROOT

LAYOUTS = sorted((ROOT / "layouts").rglob("*.html"))
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}


def of_babel(source: str) -> list[LayoutString]:
    """Return the strings that Babel finds."""
    file, options = BytesIO(source.encode()), {"newstyle_gettext": "true"}
    found = extract("jinja2.ext:babel_extract", file, KEYWORDS, ["translators:"], options, strip_comment_tags=True)
    return [
        (*(message if isinstance(message, tuple) else (message, None)), context, tuple(comments)) for _, message, comments, context in found
    ]


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_the_shipped_layouts_have_the_strings_that_babel_finds(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert list(layout_strings(source)) == of_babel(source)


def test_a_string_has_its_plural_context_and_comment() -> None:
    source = """{# translators: A button. #}{{ _('One') }} {{ _('Two') }}
{# no tag #}{{ pgettext('noun', 'Lead') }}
{#- translators: Of pages,
  on two lines -#} {{ npgettext('book', 'a page', '%(num)s pages', 2) }}{% trans n=2 %}x{% pluralize %}{{ n }} y{% endtrans %}"""
    found = list(layout_strings(source))
    assert found == of_babel(source)
    assert found == [
        ("One", None, None, ("A button.",)),
        ("Two", None, None, ()),
        ("Lead", None, "noun", ()),
        ("a page", "%(num)s pages", "book", ("Of pages,\n  on two lines",)),
        ("x", "%(n)s y", None, ()),
    ]


PIECES = st.sampled_from(
    [
        "{# translators: a #}", "{# translators: b c #}\n", "{#-translators: d-#}", "{#- translators: e -#}", "{# f #}", "\n", "\r\n",
        "{{ _('g') }}", '{{ gettext("h") }}', "{{ ngettext('i', 'j', n) }}", "{{ pgettext('k', 'l') }}",
        "{{ npgettext('m', 'o', 'p', 2) }}", "{{ _(name) }}", "{{ ngettext('q', name, 2) }}", "{{ ngettext('r') }}", "\r",
        "{{ pgettext(name, 's') }}", "{{ f(_('t')) }}",
        "{{ _('u %(x)s', x=1) }}", "{% trans %}v{% endtrans %}", "{% if a %}", "{% endif %}",
        "{% trans n=1 %}w{% pluralize %}z{% endtrans %}", "{% trans x=1 %}{{ x }}\n{% endtrans %}",
        "{% set y = _('1') %}", "{{ {'2': _('3')} }}", "{{", "}}", "transform", "{{ _ ('4') }}", "{{ x|trans }}",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=9).map("".join))
def test_any_template_has_the_strings_that_babel_finds(source: str) -> None:
    assert list(layout_strings(source)) == of_babel(source)
