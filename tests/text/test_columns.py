"""Terminal columns and printed letters are counted by their own rules."""

import shutil
import subprocess

import pytest

from publish.text.width import columns, count_letters

# The text, its columns on a terminal, and its letters as a reader counts them.
COUNTED = {
    "Latin": ("abc", 3, 3),
    "Han": ("剂量", 4, 4),
    "full-width digits": ("１２", 4, 4),
    "half-width kana": ("ｱｲ", 2, 2),
    "an accent on the letter before": ("e\u0301", 1, 1),
    "a vowel sign below its letter": ("दु", 1, 1),
    "a vowel sign beside its letter": ("दा", 2, 1),
    "a soft hyphen": ("a\u00adb", 2, 2),
    "a zero-width space": ("a\u200bb", 2, 2),
    "a control character": ("a\tb", 3, 2),
    "Arabic": ("جرعة", 4, 4),
    "Hangul": ("용량", 4, 4),
    "nothing": ("", 0, 0),
}


@pytest.mark.parametrize(("text", "wide", "letters"), COUNTED.values(), ids=COUNTED)
def test_columns_and_letters(text: str, wide: int, letters: int) -> None:
    assert (columns(text), count_letters(text)) == (wide, letters)


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="GNU gettext is not installed")
@pytest.mark.parametrize("word", ["剂量", "दवाएँ", "जा\u0947", "e\u0301le\u0301", "ｱｲｳ", "용량", "ａｂ", "د\u064fواء", "ยาน้ำ"])
def test_columns_are_those_that_gettext_wraps_by(word: str) -> None:
    """As many words as make 77 columns by our count stay on one line; one more letter wraps."""
    room = 77 - columns(word) * (60 // max(columns(word), 1))
    whole = word * (60 // max(columns(word), 1)) + " " + "x" * (room - 1)
    for text, lines in ((whole, 1), (whole + "x", 2)):
        po = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid ""\n"a\\n"\n"{text}"\nmsgstr ""\n'
        done = subprocess.run(["msgcat", "--width=79", "-"], input=po.encode(), capture_output=True, check=True).stdout.decode()
        shown = done.split('"a\\n"\n')[1].split("msgstr")[0].strip().splitlines()
        assert len(shown) == lines, done
