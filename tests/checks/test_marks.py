"""Links, emphasis and other marks are the same on both sides; no scheme of a link is hidden."""

import pytest

from tests.checks.examples import codes


@pytest.mark.parametrize(
    "target",
    [
        "[x](javascript:a)", "[x]( JaVaScript:a)", "[x](<data:text/html,a>)", "[x](java\tscript:a)", "[x](&#106;avascript:a)",
        "[x](javascript&colon;a)", "[x](%6aavascript:a)", "[x](java\\script:a)", "[x](\u200bvbscript:a)", "[x](java&Tab;script:a)",
        "<file:///etc/hosts>", "![x](data:image/png;base64,a)", "[x][1]\n\n[1]: javascript:a", "`[x](javascript:a)` [x](javascript:a)",
    ],
)
def test_a_hidden_scheme_is_found(target: str) -> None:
    assert "link-scheme" in codes("fr", "Read more.", target)


@pytest.mark.parametrize(
    "target", ["`[x](javascript:a)`", "[x](https://a.example/b:c)", "[x](tel:+1)", "a (note: b)", "[x](#a:b)", "[^a]: b:c"]
)
def test_what_is_no_scheme_is_left_alone(target: str) -> None:
    assert "link-scheme" not in codes("fr", target, target)


def test_marks_may_change_their_order() -> None:
    source = "*One* [a](https://a.example) and **two** [b](https://b.example).[^x] {n}"
    target = "{n} **Deux** [b](https://b.example) et *un* [a](https://a.example)[^x]."
    assert not codes("fr", source, target)


def test_a_mark_that_is_not_read_as_one_is_reported() -> None:
    assert "emphasis-changed" in codes("es", "**Off-label.** Ask us.", "**Fuera de indicación.**Pregunte.")
    assert "emphasis-changed" not in codes("zh_Hans", "**Off-label.** Ask us.", "**说明书外使用。**请询问我们。")
