"""Runs are isolated, and characters that change the direction are known."""

import re
import unicodedata

from publish.text.bidi import LRI, PDI, is_direction_control, isolate_runs

RUN = re.compile(r"[0-9A-Za-z]+(?: [0-9A-Za-z]+)*")


def test_a_run_is_set_between_isolates_but_digits_alone_are_not() -> None:
    assert isolate_runs("خذ 10 mg كل 8 ساعات", RUN) == f"خذ {LRI}10 mg{PDI} كل 8 ساعات"


def test_the_characters_that_embed_override_or_isolate() -> None:
    controls = {char for char in map(chr, range(0x3000)) if is_direction_control(char)}
    assert {f"{ord(char):04X}" for char in controls} == {"202A", "202B", "202C", "202D", "202E", "2066", "2067", "2068", "2069"}
    assert not is_direction_control("\u200f") and unicodedata.name("\u200f") == "RIGHT-TO-LEFT MARK"
