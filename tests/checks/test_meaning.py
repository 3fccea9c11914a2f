"""Lost negations and warnings are reported, and other ways to say them are known."""

import pytest

from publish.checks.case import case_of
from publish.checks.meaning import check_negations, check_warnings
from publish.po.model import Entry
from publish.project import Severity
from tests.checks.examples import CRITICAL, codes, run_check

pytestmark = pytest.mark.usefixtures("empty_caches")

LOST = "negation-lost"


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("ru", "You cannot take it now.", "Теперь принимать его невозможно."),
        ("fr", "It can no longer be used at once.", "Il ne peut plus être utilisé tout de suite."),
        ("pl", "There is no cure.", "Brak leku."),
        ("de", "Warning: avoid pregnancy now.", "Warnung: verhüten Sie nun eine Schwangerschaft."),
        ("ja", "Call us now.", "現在の状態を電話で知らせてください。"),
        ("es", "Death: never take two at once.", "Defunción: nunca tome dos a la vez."),
    ],
)
def test_the_words_of_critical_messages_are_known(locale: str, source: str, target: str) -> None:
    assert not codes(locale, source, target, "priority:200") & {"negation-lost", "warning-lost"}


@pytest.mark.parametrize(("locale", "target"), [("cs", "Nejlépe stejné."), ("zh_Hans", "本品令孕妇不适。")])
def test_what_only_looks_like_a_negation_is_none(locale: str, target: str) -> None:
    assert "negation-lost" in codes(locale, "They are not the same.", target)


@pytest.mark.parametrize(
    ("locale", "source", "target", "critical", "severities"),
    [
        ("es", "Do not drive.", "Conduzca.", True, [Severity.ERROR]),
        ("es", "Do not drive.", "Conduzca.", False, [Severity.WARNING]),
        ("es", "Do not drive.", "Evite conducir.", True, [Severity.WARNING]),
        ("es", "Do not drive.", "Evite conducir.", False, [Severity.NOTE]),
        ("es", "Do not drive. Never swim.", "No conduzca. Nade.", True, [Severity.ERROR]),
        ("es", "Do not drive. Never swim.", "No conduzca. Nade.", False, [Severity.NOTE]),
        ("de", "They are not the same.", "Sie sind ungleich.", False, [Severity.NOTE]),
        ("de", "They are not the same.", "Sie sind gleich.", False, [Severity.WARNING]),
        ("fr", "Do not drive.", "Ne conduisez pas.", True, []),
        ("ja", "Do not drive.", "運転しないでください。", True, []),
        ("ja", "Do not drive.", "運転してください。", True, [Severity.ERROR]),
        ("es", "Drive.", "No conduzca.", True, []),
        ("xx", "Do not drive.", "Xyz.", True, []),
        ("es", "Tell us whether or not you smoke.", "Díganos si fuma.", True, []),
        ("es", "There is no cost and no risk.", "No hay costo ni riesgo.", True, []),
        ("es", "There is no cost and no risk.", "Hay costo y riesgo.", True, [Severity.ERROR]),
        ("es", "There is no cost or no risk: do not wait.", "No hay costo o riesgo: no espere.", True, []),
        ("es", "It is not good nor bad.", "No es bueno o malo.", True, []),
        ("zh_Hans", "It is not the same.", "完全错误。", False, [Severity.NOTE]),
        ("zh_Hans", "It is not the same.", "这很特别。", True, [Severity.ERROR]),
        ("cs", "They are not the same.", "Nejsou stejné.", True, []),
        ("cs", "They are not the same.", "Nejlépe stejné.", True, [Severity.ERROR]),
    ],
)
def test_negations(locale: str, source: str, target: str, critical: bool, severities: list[Severity]) -> None:
    found = run_check(check_negations, locale, source, target, *[CRITICAL] * critical)
    assert found == [(LOST, severity) for severity in severities]


@pytest.mark.parametrize(
    ("source_locale", "source", "target", "severities"),
    [
        ("es", "No lo use ningún día.", "Do not use it any day.", []),
        ("es", "No lo use. Ningún día.", "Do not use it. Some day.", [Severity.ERROR]),
        ("ar", "لا تستخدمه إلا اليوم.", "Use it today.", []),
        ("ar", "لا تستخدمه اليوم.", "Use it today.", [Severity.ERROR]),
        ("pt", "Não dirija. Não nade.", "Do not drive. Swim.", []),
        ("pt", "Não dirija. Não nade.", "Drive. Swim.", [Severity.WARNING]),
        ("zh_Hans", "不得不服用。", "Take it.", []),
        ("es", "No lo use. No lo tome ningún día.", "Do not use it. Do not take it.", []),
        ("zh_Hans", "不要服用。", "Take it.", [Severity.ERROR]),
    ],
)
def test_negations_of_other_source_languages(source_locale: str, source: str, target: str, severities: list[Severity]) -> None:
    found = run_check(check_negations, "en", source, target, CRITICAL, source_locale=source_locale)
    assert found == [(LOST, severity) for severity in severities]


def test_the_message_names_the_negations() -> None:
    def message(target: str) -> str:
        (issue,) = check_negations(case_of(Entry("Do not drive. Never swim.", flags=("md-text", CRITICAL)), target, "es"))
        return issue.message

    assert message("No conduzca.") == "the source negates with “not”, “Never”, the translation has only “No”"
    assert message("Conduzca.") == "the source negates with “not”, “Never”, the translation has no negation"


@pytest.mark.parametrize(
    ("locale", "source", "target", "lost"),
    [
        ("es", "Danger: call us now.", "Peligro: llámenos ahora.", []),
        ("es", "Danger: call us now.", "Peligro: llámenos.", ["now"]),
        ("es", "Danger: call us now.", "Escríbanos.", ["Danger", "call", "now"]),
        ("fr", "It can cause death.", "Cela peut être dangereux.", ["death"]),
        ("ja", "Stop it now.", "今すぐ中止してください。", []),
        ("ja", "Stop it now.", "中止してください。", ["now"]),
        ("hi", "It is dangerous in pregnancy.", "यह गर्भावस्था में ठीक है।", ["dangerous"]),
        ("xx", "Danger!", "Xyz!", []),
        ("es", "Hello.", "Peligro.", []),
        # “Ya” and “derzeit” are “now”, and not “immediately”; one dials a number, and not a doctor.
        ("es", "Call 911 now.", "Marque 911 ya.", []),
        ("es", "Call your doctor immediately.", "Marque la hora con su médico ya.", ["Call", "immediately"]),
        ("de", "Call {clinic.phone} now.", "Wählen Sie jetzt {clinic.phone}.", []),
        ("de", "Call us immediately.", "Wählen Sie derzeit die Stellen aus.", ["Call", "immediately"]),
        ("vi", "Stop. It causes severe pain.", "Bỏ vào nhiều túi.", ["severe", "Stop"]),
        ("ko", "It can harm you.", "건강을 위해 씻으십시오.", ["harm"]),
    ],
)
def test_warnings(locale: str, source: str, target: str, lost: list[str]) -> None:
    issues = list(check_warnings(case_of(Entry(source, flags=("md-text", CRITICAL)), target, locale)))
    assert all(issue.hint for issue in issues)
    assert [issue.message for issue in issues] == [f"the warning “{word}” of the source is not in the translation" for word in lost]
    assert {(issue.code, issue.severity) for issue in issues} <= {("warning-lost", Severity.ERROR)}


def test_warnings_are_compared_in_critical_messages_only() -> None:
    assert run_check(check_warnings, "es", "Danger!", "Hola.") == []


def test_warnings_of_another_source_language() -> None:
    found = run_check(check_warnings, "en", "Peligro de muerte.", "Hello.", CRITICAL, source_locale="es")
    assert found == [("warning-lost", Severity.ERROR)] * 2
