"""The files that ``msgfmt -c`` accepts are read, and what it refuses is refused on the same line. Each test runs ``msgfmt``."""

import os
import random
import re
import subprocess
from pathlib import Path

import pytest

from publish.po.charset import BOM
from publish.po.codec import read_po, write_po
from publish.project import PublishError
from tests.po.gettext_tools import is_measured_version, recorded

GOLDEN = sorted((Path(__file__).resolve().parents[1] / "golden" / "po").glob("*.po"))
START = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: %s;\\n"\n\n'
TWO = START % "nplurals=2; plural=(n != 1)"
MARKS = ['"', "\n", "\\", "\\n", "\\q", "\\x41", "\\101", "\\\n", "\r", "\f", "\t", "[", "]", "0", "x", "é", "\x04", "\x1a"]
FORMATS = ["%", "%s", "%d", "{a}", "{", "}", "charset=", "nplurals=3; plural=0;"]
COMMENTS = ["#", "#~", "#|", "#~|", "#,", "#=", "#.", "#:"]
FLAGS = ["#~\n", "#~ # x\n", "# x\n", "#, fuzzy\n", "#, python-format\n", "#, fuzzy python-format\n"]
LINES = ['msgid "x"\n', 'msgstr ""\n', 'msgstr "y"\n', 'msgid_plural "z"\n', 'msgstr[0] "a"\n', 'msgstr[1] "b"\n', 'msgctxt "c"\n', '"s"\n']
WORDS = ["msgid", "msgstr", '#| msgid "q"\n', '#~ msgid "o"\n#~ msgstr "p"\n', 'domain "d"\n']
PIECES = MARKS + FORMATS + COMMENTS + FLAGS + LINES + WORDS
PYTHON = ("%(b)d %(a)s", "%(a)s", "%(a)s %(b)s", "%(a)s %(b)d 5%", "%(a) %(b)d", "%s %d", "%(c)s")
RULES = ("n>1", "n", "n-1", "1/n", "n%2?n==1==1:n>2", "n+", "(n", "n=1", "n&1", "n>1 && n/0>1", "n!=1!=0")
CHARSETS = ("UTF-8", "ISO-8859-2", "KOI8-R", "SHIFT_JIS", "EUC-KR", "GB18030", "BIG5", "ASCII", "foo", "CHARSET", "ISO-2022-JP")


def msgfmt(data: bytes) -> tuple[int, ...] | None:
    """Return the lines that ``msgfmt -c`` names in its errors (1 where it names none); None where it accepts the file."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    done = subprocess.run(["msgfmt", "-c", "-o", os.devnull, "-"], input=data, capture_output=True, env=environment)
    found = re.findall(rb"^<stdin>:(\d+)(?::\d+)?: (?!warning)", done.stderr, re.MULTILINE)
    return tuple(map(int, found or [1])) if done.returncode else None


def refused(data: bytes) -> tuple[int, ...] | None:
    """Return the lines of the findings for which we refuse the file; None where we read it."""
    try:
        assert write_po(read_po(data)) == data
    except PublishError as error:
        assert all(finding.hint and finding.line for finding in error.findings)
        return tuple(finding.line or 0 for finding in error.findings)
    return None


def assert_agrees(text: str | bytes) -> None:
    """Compare our judgement of a file with that of the msgfmt of this machine."""
    data = text if isinstance(text, bytes) else text.encode()
    assert_same(data, msgfmt(data))


def assert_agrees_as_recorded(text: str | bytes) -> None:
    """Compare our judgement of a fixed sample with the record of msgfmt 0.21, and the record with msgfmt where that is the version here."""
    data = text if isinstance(text, bytes) else text.encode()
    if is_measured_version():
        assert recorded(data) == msgfmt(data), "the samples have changed: record them again"
    assert_same(data, recorded(data))


def assert_same(data: bytes, theirs: tuple[int, ...] | None) -> None:
    ours = refused(data)
    assert (theirs is None) == (ours is None), (theirs, ours, data)
    if theirs and ours:  # where msgfmt has read on to the next line, ours is that of the fault
        assert any(abs(here - there) <= 1 for here in ours for there in theirs), (theirs, ours, data)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_golden_files_are_accepted(path: Path) -> None:
    assert msgfmt(path.read_bytes().removeprefix(BOM)) is None  # BOM: gettext refuses it, Windows editors write it


def message(flags: str, msgid: str, msgstr: str) -> str:
    return f'{TWO}#, {flags}\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n'


def plural(flags: str, singular: str, many: str, *forms: str, start: str = TWO) -> str:
    lines = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    return f'{start}#, {flags}\nmsgid "{singular}"\nmsgid_plural "{many}"\n{lines}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing but a comment\n",
        'msgid "a"\nmsgstr "b"\n',
        'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n',
        '#, fuzzy\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n',
        'msgid "a"\nmsgstr "b"\n\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n',
        TWO + 'msgid "a\\n"\nmsgstr "b"\n',
        TWO + 'msgid "a"\nmsgstr ""\n"\\nb"\n',
        TWO + '#, fuzzy\nmsgid "a\\n"\nmsgstr "b"\n',
        TWO + '#, fuzzy no-wrap\nmsgid "a\\n"\nmsgstr "b"\n',
        TWO + 'msgid "a\\n"\nmsgstr ""\n',
        TWO + '#~ msgid "a\\n"\n#~ msgstr "b"\n',
        TWO + 'msgctxt "c"\nmsgid ""\nmsgstr "b\\n"\n',
        TWO + 'domain "d"\n\nmsgid "a"\nmsgstr "b"\n',
        plural("x", "a", "b", "c", "d"),
        plural("x", "a", "b\\n", "c", "d"),
        plural("x", "a", "b", "c"),
        plural("x", "a", "b", "c", "d", "e"),
        plural("x", "a", "b", "", "d", "e"),
        plural("fuzzy", "a", "b", "c"),
        plural("x", "a", "b", "c", "d", start=TWO.replace("nplurals=2", "nplurals=")),
        plural("x", "a", "b", "c", "d", start=TWO.replace("Plural-Forms", "Plural").replace("plural=(n", "form=(n")),
        *(START % f"nplurals=2; plural={rule}" for rule in RULES),
        message("no-python-format", "%d", "%s"),
        message("python-format, no-python-format", "%d", "%s"),
        message("no-python-format, python-format", "%d", "%s"),
        message("possible-python-format", "%d", "%s"),
        message("impossible-python-format", "%d", "%s"),
        *(message("python-format", "%", text) for text in ("%d", "100 %")),
        *(message("python-format", "%(a)s %(b)d", text) for text in PYTHON),
        *(message("python-format", "%s %.0r", text) for text in ("%s %s", "%s", "%r %.0s", "%*d %s", "%s %%")),
        *(plural("python-format", "file", "%(n)d files", *forms) for forms in (("un", "%(n)d"), ("%(n)d", "les"), ("%(n)s", "%(n)d"))),
        *(plural("python-format, range: 1..1", "file", "%(n)d files", *forms) for forms in (("un", "les"), ("un", "%(n)s"))),
    ],
    ids=lambda text: text.removeprefix(TWO).replace("\n", " ")[:70],
)
def test_what_is_read_is_what_msgfmt_accepts(text: str) -> None:
    assert_agrees(text)


@pytest.mark.parametrize(
    ("flag", "msgid", "msgstr"),
    [("c-format", "%d %s", "%s %d"), ("objc-format", "%@", "%s"), *((f"{name}-brace-format", "{a}", "{b}") for name in ("python", "perl"))],
)
def test_the_texts_of_other_formats_are_not_checked(flag: str, msgid: str, msgstr: str) -> None:
    data = message(flag, msgid, msgstr).encode()
    assert msgfmt(data)
    assert read_po(data).messages[0].flags == (flag,) and write_po(read_po(data)) == data


@pytest.mark.parametrize("rule", ["n%2?n==1==1:!n", "n>0 && n", "3-(n==1)-(n>1)"])
def test_a_plural_rule_that_python_would_compute_otherwise_than_c_is_refused(rule: str) -> None:
    data = (START % f"nplurals=4; plural={rule}").encode()
    assert msgfmt(data) is None and refused(data) == (2,)


def test_a_rule_that_divides_by_zero_beyond_the_tested_counts_breaks_nothing() -> None:
    start = START % "nplurals=2; plural=1/(3000/(n+1))>9"
    text = plural("python-format, range: 3001..3002", "%(n)d", "%(n)d", "%(n)d", "%(n)d", start=start)
    assert refused(text.encode()) is None


@pytest.mark.parametrize("charset", CHARSETS)
def test_the_charset_of_the_header_is_kept_to(charset: str) -> None:
    for text in (b"a", "é".encode(), "表".encode("shift_jis"), "文".encode("gb18030"), b"\xff"):
        start = TWO.replace("UTF-8", charset).encode()
        assert_agrees_as_recorded(start + b'msgid "a"\nmsgstr "' + text + b'"\n\n# ' + text + b'\nmsgid "b"\nmsgstr ""\n')


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_damaged_files_are_accepted_and_refused_as_msgfmt_does(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(120):
        parts = re.split(r"\n\n", chance.choice(GOLDEN[:1] + GOLDEN[3:5]).read_text(encoding="utf-8").replace("c-format", "python-format"))
        parts = parts[:1] + chance.sample(parts[1:], min(4, len(parts) - 1))
        for _ in range(chance.choice((1, 1, 2))):
            damage(parts, chance)
        assert_agrees_as_recorded("\n\n".join(parts))


def damage(parts: list[str], chance: random.Random) -> None:
    """Damage one entry in place: a line lost, doubled or moved, a piece too many, a character too few."""
    number = chance.randrange(len(parts))
    lines = parts[number].split("\n")
    here, there = chance.randrange(len(lines)), chance.randrange(len(lines) + 1)
    kind = chance.randrange(5)
    if kind == 0:
        lines.pop(here)
    elif kind == 1:
        lines.insert(there, lines[here])
    else:
        marks = [match.start() for match in re.finditer(r'"|\s', lines[here])] or [0]
        place = chance.choice(marks) + chance.randrange(2)
        lost = 1 if kind == 2 else 0
        lines[here] = lines[here][:place] + ("" if lost else chance.choice(PIECES)) + lines[here][place + lost:]
    parts[number] = "\n".join(lines)
