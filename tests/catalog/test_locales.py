"""The locale that is printed in place of one without a translation."""

import pytest

from publish.catalog.locales import near_locale


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        ("es_MX", "es"),
        ("pt", "pt_BR"),
        ("pt_PT", "pt_BR"),
        ("zh_CN", "zh_Hans"),
        ("fil", "tl"),
        ("zh_Hant", None),
        ("zh_HK", None),
        ("pa_PK", None),
        ("sr", None),
        ("es/..", None),
    ],
)
def test_a_near_locale_has_the_same_language_in_the_same_script(wanted: str, near: str | None) -> None:
    assert near_locale(wanted, ("en", "es", "pt_BR", "zh_Hans", "tl", "pa")) == near
