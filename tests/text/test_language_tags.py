"""Tags of languages are compared by language, script and region, in the spellings of tools."""

import pytest

from publish.text.language_tags import language_difference


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("es", "es"), ("es-ES", "es"), ("es_es", "es"), ("ES-es", "es"), ("spa", "es"), ("spa-ES", "es"), ("es", "es_MX"),
        ("es-419", "es_MX"),
        ("es_ES.UTF-8", "es"), ("zh-CN", "zh_Hans"), ("zh-Hans-CN", "zh_Hans"), ("zh", "zh_Hans"), ("zh-SG", "zh_Hans"),
        ("zh-CHS", "zh_Hans"),
        ("zh-TW", "zh_Hant"), ("zh-HK", "zh_Hant"), ("cmn-Hans", "zh_Hans"), ("pt-BR", "pt_BR"), ("pt", "pt_BR"), ("iw", "he"),
        ("tl", "fil"),
        ("no", "nb"), ("nb-NO", "nb"), ("sr@latin", "sr_Latn"), ("sr-Latn-RS", "sr_Latn"), ("ar-SA", "ar"), ("es-x-doctor", "es"),
    ],
)  # fmt: skip
def test_texts_in_one_are_texts_in_the_other(tag: str, locale: str) -> None:
    assert language_difference(tag, locale) is None


@pytest.mark.parametrize(
    ("tag", "locale", "differs"),
    [
        ("fr", "es", "language"), ("fr-ES", "es", "language"), ("pt", "es", "language"), ("Spanish", "es", "language"),
        ("", "es", "language"),
        ("zh-TW", "zh_Hans", "script"), ("zh-Hant", "zh_Hans", "script"), ("zh", "zh_Hant", "script"), ("zh-CN", "zh_Hant", "script"),
        ("sr-Latn", "sr", "script"), ("pa-PK", "pa", "script"), ("pt-PT", "pt_BR", "region"), ("es-ES", "es_MX", "region"),
        ("yue-Hans", "zh_Hans", "language"), ("zh-yue", "zh_Hans", "language"),
    ],
)  # fmt: skip
def test_what_differs_is_named(tag: str, locale: str, differs: str) -> None:
    assert language_difference(tag, locale) == differs
