"""Words of lists are found as a regular expression would find them, which is much slower to build."""

import re
from random import Random

import pytest

from publish.checks.analysis.letters import fold_case
from publish.checks.analysis.word_lists import SPACELESS, WordLists, is_spaceless, split_phrases, word_lists
from publish.checks.analysis.word_search import lists_in, longer_words_pattern, word_pattern
from tests.checks.test_word_lists import SENTENCES

LETTER = (
    "[\\w\u0300-\u036f\u064b-\u0655\u0670\u0900-\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a70\u0a71"
    "\u0a81-\u0a83\u0abc-\u0acd\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3c-\u0c56]"
)
TYPED = str.maketrans({"ی": "[یيى]", "ک": "[کك]", "ہ": "[ہهھ]", "’": "[’'ʼ]", "'": "[’'ʼ]"})
OTHERWISE = str.maketrans({"ی": "ي", "ک": "ك", "'": "’", "’": "ʼ", "ہ": "ه", "ه": "ھ", "i": "İ", "s": "ſ", "ı": "I"})


def literal(word: str) -> str:
    stem = re.escape(word.strip("*")).replace("…\\ ", r"(?:\S+\s+){1,2}?")
    return stem.replace("\\*", f"{LETTER}*").translate(TYPED)


def as_regular_expression(words: str, spaceless: bool) -> re.Pattern[str]:
    """Return a pattern for a list without words to leave out: the longest word first, those that may begin anywhere last."""
    parts = []
    for word in sorted(sorted(split_phrases(words), key=len, reverse=True), key=lambda word: spaceless or word.startswith("*")):
        start = "" if spaceless or word.startswith("*") else f"(?<!{LETTER})"
        parts.append(start + literal(word) + ("" if spaceless or word.endswith("*") else f"(?!{LETTER})"))
    return re.compile("|".join(parts) or "(?!)", re.IGNORECASE)


def lists_of(known: WordLists) -> list[str]:
    groups = (known.warnings, known.opposites, known.numbers, known.needed, known.source.warnings, known.source.opposites)
    lists = (known.negations, known.denials, known.limits, known.source.turning, *(words for group in groups for words in group.values()))
    return [words.partition("≠")[0].replace("|", " ") for words in lists]


def damaged(random: Random, word: str) -> str:
    """Return a word of a list as it may stand in a text, or almost."""
    stem = word.strip("*").replace("…", random.choice(["x", "x y", "x y z"]))
    longer = (stem + random.choice("beın’-.یا一"), random.choice("beın’.و一") + stem)
    ways = (stem, stem.upper(), stem.title(), stem.translate(OTHERWISE), stem[1:], *longer)
    return word.replace("*", random.choice(["", "s", "ي", "\u0301"])) if random.random() < 0.2 else random.choice(ways)


@pytest.mark.parametrize("locale", ["en", "es", "fr", "tr", "hu", "ar", "fa", "ur", "he", "hi", "zh", "ko"])
def test_words_are_found_as_by_a_regular_expression(locale: str) -> None:
    random, spaceless = Random(locale), locale in SPACELESS
    for words in random.sample(lists_of(word_lists(locale)), 12):
        pattern, searched = as_regular_expression(words, spaceless), split_phrases(words) or ["none"]
        for _ in range(25):
            text = random.choice([" ", ", ", "-", ""]).join(damaged(random, random.choice(searched)) for _ in range(4))
            assert word_pattern(words, spaceless).findall(text) == [found[0] for found in pattern.finditer(text)], (words, text)


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("call ≠ “call name”", "call name, call", ["call"]), ("a ≠ “b a c”", "b a c b a, a c", ["a", "a"]),
        ("no* ≠ “of note*”", "of noted note", ["no"]), ("l'x ≠ “l'x y”", "l’x y lʼx", ["lʼx"]), ("name ≠ name", "name names", []),
    ],
)  # fmt: skip
def test_a_phrase_to_leave_out_is_no_word(words: str, text: str, found: list[str]) -> None:
    assert word_pattern(words).findall(text) == found


def test_case_is_folded_as_regular_expressions_compare_it() -> None:
    cased = [chr(code) for code in range(0x20000) if chr(code).lower() != chr(code) or chr(code).upper() != chr(code)]
    groups: dict[str, set[str]] = {}
    for character in cased:
        groups.setdefault(fold_case(character), set()).add(character)
    everything = "".join(cased)
    assert all(set(re.findall(re.escape(folded), everything, re.IGNORECASE)) == same for folded, same in groups.items())


def test_replacing_words_and_matching_at_a_place() -> None:
    pattern = word_pattern("no* “no more” end")
    assert pattern.sub("-", "no more, not, the end") == "-, -t, the -" and pattern.sub("-", "not no end", count=1) == "-t no end"
    assert pattern.sub(lambda found: found.text.upper(), "no end") == "NO END" and pattern.sub("-", "else") == "else"
    found = pattern.match("a no more", 2)
    assert found and (found.text, found.start, found.end) == ("no more", 2, 9) and not pattern.match("a no more", 3)
    assert pattern.fullmatch("no more") and not pattern.fullmatch("no mores") and not pattern.fullmatch("an end")
    assert sorted(pattern.each_place("no more")) == [(0, 0, 7), (0, 1, 2)]


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("no", "no", ["no"]), ("no", "No, NO", ["No", "NO"]), ("no", "not knot", []), ("no", "noé nó", []),
        ("seri*", "a serious series", ["seri", "seri"]), ("seri*", "miseries", []),
        ("*less", "useless, less, lesser", ["less", "less"]), ("un*", "until sun", ["un"]),
        ("“no more” no", "no more, no", ["no more", "no"]), ("no “no more”", "no more", ["no more"]), ("a.b", "a.b axb", ["a.b"]),
        ("ہ", "ہ ه ھ", ["ہ", "ه", "ھ"]), ("یک", "يك ىک", ["يك", "ىک"]), ("न", "न नि ना", ["न"]), ("", "anything", []),
    ],
)  # fmt: skip
def test_words_are_found_as_the_lists_write_them(words: str, text: str, found: list[str]) -> None:
    assert word_pattern(words).findall(text) == found


@pytest.mark.parametrize(("words", "text", "found"), [("死", "死亡 生死", ["死", "死"]), ("*死 亡*", "死亡", ["死", "亡"])])
def test_without_spaces_words_are_found_anywhere(words: str, text: str, found: list[str]) -> None:
    assert word_pattern(words, spaceless=True).findall(text) == found


def test_a_longer_word_that_begins_like_an_idiom_is_found() -> None:
    longer = longer_words_pattern("nej*", "nejsou ne nej")
    assert longer.findall("nejsou ne nej nejlepší") == ["nejsou"]


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["en", *SENTENCES])
def test_lists_in_finds_what_a_search_for_each_list_finds(locale: str) -> None:
    known, spaceless = word_lists(locale), is_spaceless(locale)
    lists = (*known.warnings.values(), *known.opposites.values(), *known.numbers.values(), known.negations)
    words = [word.strip("*").replace("…", "x") for listed in lists for word in split_phrases(listed)]
    texts = [" ".join(words[place : place + 3]) for place in range(0, len(words), 2)]
    for text in (*texts, *map(str.upper, texts[::5])):
        assert lists_in(text, lists, spaceless) == {listed for listed in lists if word_pattern(listed, spaceless).search(text)}, text
