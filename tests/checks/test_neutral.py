"""No word list of a warning finds anything in a text that warns of nothing, and every stem is long enough to be safe.

Words after a bar are left out: they count only where the word of the source is ambiguous."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel import Locale

from publish.catalog.store import load
from publish.catalog.template import is_critical, template
from publish.checks.analysis.parsed_text import parse_text
from publish.checks.analysis.word_lists import certain_words, is_spaceless, normalize_text, split_phrases, word_lists
from publish.checks.analysis.word_search import word_pattern
from publish.project import Workspace

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent
MORE: dict[str, list[str]] = tomllib.loads((FOLDER / "data" / "neutral.toml").read_text(encoding="utf-8"))
NEUTRAL: dict[str, list[str]] = {
    language: [*sentences, *MORE.get(language, [])]
    for language, sentences in tomllib.loads((FOLDER / "neutral.toml").read_text(encoding="utf-8")).items()
}
SHIPPED = sorted(path.name for path in (ROOT / "locales").iterdir() if path.is_dir())
DOMAINS = ("dutasteride-mesotherapy", "layouts", "desk")
SHORTEST_STEM = 4  # letters
SHORTEST_STEM_OF_CONSONANTS = 3  # of scripts whose letters carry their vowels, or leave them out
CONSONANTS = re.compile("[\u0590-\u08ff\u0900-\u0dff]")
# “not” and “let it be” are in the lists of these two; a neutral sentence may have them.
FREE = {"avoid", "off-label"}
HARMLESS = {
    "de": "ungefährlich unschädlich ungiftig", "ru": "безопасно безвредно", "zh": "无害 安全", "es": "inofensivo seguro",
    "fr": "sûr sans douleur", "pt": "seguro", "it": "innocuo sicuro", "ja": "安全", "ko": "안전", "nl": "veilig",
    "pl": "bezpieczny nieszkodliwy", "tr": "güvenli", "ar": "آمن", "hi": "सुरक्षित", "vi": "an toàn", "tl": "ligtas",
    "fa": "ایمن", "ur": "محفوظ", "en": "harmless safe painless", "uk": "безпечно", "sv": "ofarlig",
    "da": "ufarlig uskadelig", "cs": "bezpečný", "hu": "biztonságos ártalmatlan", "ro": "inofensiv sigur", "id": "aman",
    "el": "ακίνδυνο ασφαλές",
}  # fmt: skip


def calendar(language: str) -> Iterator[str]:
    """Yield names of CLDR that warn of nothing: months, days, units of time."""
    locale = Locale.parse(language)
    for width in ("wide", "abbreviated"):
        yield from (*locale.months["format"][width].values(), *locale.days["format"][width].values())
    for unit in ("year", "month", "week", "day", "hour", "minute"):
        yield from locale._data["unit_patterns"].get(f"duration-{unit}", {}).get("long", {}).values()


def shipped(locale: str) -> Iterator[tuple[str, str]]:
    """Yield the shipped messages of ``locale``, critical ones left out: the words of the source and of the translation."""
    snapshot = Workspace(ROOT).snapshot()
    for domain in DOMAINS:
        index = load(snapshot, locale, domain).index
        for message in template(snapshot, domain).messages:
            if message.key in index and not is_critical(message):
                yield parse_text(message.msgid, True).words, parse_text(index[message.key].msgstr, True).words


def unwarned(locale: str) -> list[str]:
    """Return what the lists find in shipped translations whose source, read with the broad English list, warns of no such thing."""
    english, lists = word_lists("en").warnings, word_lists(locale).warnings
    hits = list[str]()
    for source, target in shipped(locale):
        for name in lists.keys() & english.keys() - FREE:
            if not word_pattern(english[name]).search(source):
                hit = word_pattern(certain_words(lists[name]), is_spaceless(locale)).search(target)
                hits += [f"{name}: {hit[0]} for {source}"] if hit else []
    return hits


@cache
def neutral(language: str) -> tuple[str, ...]:
    dates = calendar(language) if language != "ht" else ()  # CLDR has no Haitian Creole
    return tuple(normalize_text(text) for text in (*NEUTRAL[language], *filter(lambda each: isinstance(each, str), dates)))


def found(language: str, texts: tuple[str, ...]) -> list[str]:
    """Return what the lists of warnings find in ``texts``."""
    lists = {name: certain_words(words) for name, words in word_lists(language).warnings.items() if name not in FREE}
    patterns = {name: word_pattern(words, is_spaceless(language)) for name, words in lists.items()}
    return [f"{name}: {hit.text} in {text}" for name, words in patterns.items() for text in texts if (hit := words.search(text))]


def test_every_language_has_sentences() -> None:
    folder = Path(word_lists.__code__.co_filename).parents[1] / "words"
    assert {path.stem for path in folder.glob("*.toml")} == NEUTRAL.keys()
    assert all(len(set(sentences)) >= 32 for sentences in NEUTRAL.values())
    assert sum(len(set(sentences)) >= 56 for sentences in NEUTRAL.values()) >= 33


@pytest.mark.parametrize("language", NEUTRAL)
def test_no_list_finds_a_warning_in_a_neutral_text(language: str) -> None:
    assert found(language, neutral(language)) == []


@pytest.mark.parametrize("locale", SHIPPED)
def test_few_lists_find_a_warning_in_shipped_texts_that_do_not_warn_of_it(locale: str) -> None:
    """At least 400 texts × 15 lists; some hits are right: a translation may say “free of danger” for “safe”."""
    assert len(list(shipped(locale))) >= 400
    assert len(unwarned(locale)) <= 10, unwarned(locale)


@pytest.mark.parametrize("language", HARMLESS)
def test_a_word_for_what_is_harmless_is_no_warning(language: str) -> None:
    assert found(language, (HARMLESS[language],)) == []


@pytest.mark.parametrize("language", NEUTRAL)
def test_a_stem_without_endings_is_long(language: str) -> None:
    short = [
        f"{name}: {word}"
        for name, words in word_lists(language).warnings.items()
        for word in split_phrases(words.partition("≠")[0])
        if "*" in word and not is_spaceless(language) and len(word.strip("*")) < shortest(word)
    ]
    assert short == []


@pytest.mark.parametrize("language", NEUTRAL)
def test_no_word_is_a_lone_star(language: str) -> None:
    """It would match every text."""
    table = tomllib.loads((Path(word_lists.__code__.co_filename).parents[1] / "words" / f"{language}.toml").read_text(encoding="utf-8"))
    values = [value for each in table.values() for value in (each.values() if isinstance(each, dict) else [each])]
    lists = [value for value in values if isinstance(value, str)]
    assert lists and all(word.strip("*") for listed in lists for word in split_phrases(listed.replace("≠", " ").replace("|", " ")))


def shortest(word: str) -> int:
    return SHORTEST_STEM_OF_CONSONANTS if CONSONANTS.search(word) else SHORTEST_STEM


def test_every_list_says_who_has_reviewed_it() -> None:
    folder = Path(word_lists.__code__.co_filename).parents[1] / "words"
    tables = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")}
    assert {language for language, table in tables.items() if "reviewed" not in table} == set()
    assert all(set(split_phrases(table.get("doubtful", ""))) <= table["warnings"].keys() for table in tables.values())
