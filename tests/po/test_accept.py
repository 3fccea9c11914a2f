"""What is read is what ``msgfmt -c`` accepts, and what it refuses is refused on its line: both are asked."""

import os
import random
import re
import subprocess
from pathlib import Path

import pytest

from publish.po.codec import read, write
from publish.po.read import BOM
from publish.project import PublishError

GOLDEN = sorted((Path(__file__).resolve().parents[1] / "golden" / "po").glob("*.po"))
START = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: %s;\\n"\n\n'
TWO = START % "nplurals=2; plural=(n != 1)"
MARKS = ['"', "\n", "\\", "\\n", "\\q", "\\x41", "\\101", "\\\n", "\r", "\f", "\t", "[", "]", "0", "x", "é", "\x04", "\x1a"]
FORMATS = ["%", "%s", "%d", "{a}", "{", "}", "charset=", "nplurals=3; plural=0;"]
COMMENTS = ["#", "#~", "#|", "#~|", "#,", "#=", "#.", "#:"]
FLAGS = ["#~\n", "#~ # x\n", "# x\n", "#, fuzzy\n", "#, c-format\n", "#, fuzzy python-format\n"]
LINES = ['msgid "x"\n', 'msgstr ""\n', 'msgstr "y"\n', 'msgid_plural "z"\n', 'msgstr[0] "a"\n', 'msgstr[1] "b"\n', 'msgctxt "c"\n', '"s"\n']
WORDS = ["msgid", "msgstr", '#| msgid "q"\n', '#~ msgid "o"\n#~ msgstr "p"\n', 'domain "d"\n']
PIECES = MARKS + FORMATS + COMMENTS + FLAGS + LINES + WORDS
C = ("%d %s", "%s %d", "%2$s %1$d", "%d %i", "%d", "%d %s %%", "%d %s %", "%1$d %s", "%Id %s", "%ld %s")
PYTHON = ("%(b)d %(a)s", "%(a)s", "%(a)s %(b)s", "%(a)s %(b)d 5%", "%(a) %(b)d", "%s %d", "%(c)s")
BRACE = ("{b:>5} {a}", "{a}", "{a} {b}", "{a} {b:>5", "{{a}} {b:>5}", "{} {a}")
RULES = ("n>1", "n", "n-1", "1/n", "n%2?n==1==1:!n", "n+", "(n", "n=1", "n&1", "n>1 && n/0")
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
        assert write(read(data)) == data
    except PublishError as error:
        assert all(finding.hint and finding.line for finding in error.findings)
        return tuple(finding.line or 0 for finding in error.findings)
    return None


def assert_agrees(text: str | bytes) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    theirs, ours = msgfmt(data), refused(data)
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
        *(message("c-format", "%d %s", text) for text in C),
        *(message("c-format", "%", text) for text in ("%d", "100 %")),
        message("no-c-format", "%d", "%s"),
        *(message("objc-format", "%@", text) for text in ("%@", "%s")),
        *(message("python-format", "%(a)s %(b)d", text) for text in PYTHON),
        *(message("python-format", "%s %.0r", text) for text in ("%s %s", "%s", "%r %.0s", "%*d %s", "%s %%")),
        *(message("python-brace-format", "{a} {b:>5}", text) for text in BRACE),
        *(message("perl-brace-format", "{a} {b}", text) for text in ("{b} {a}", "{a}", "{a} {b} {c}", "{a} {b} {")),
        *(plural("c-format", "a file", "%d files", *forms) for forms in (("un", "%d"), ("%d", "les"), ("%s", "%d"))),
        *(plural("c-format, range: 1..1", "a file", "%d files", *forms) for forms in (("un", "les"), ("un", "%s"))),
    ],
    ids=lambda text: text.removeprefix(TWO).replace("\n", " ")[:70],
)
def test_what_is_read_is_what_msgfmt_accepts(text: str) -> None:
    assert_agrees(text)


@pytest.mark.parametrize("charset", CHARSETS)
def test_the_charset_of_the_header_is_kept_to(charset: str) -> None:
    for text in (b"a", "é".encode(), "表".encode("shift_jis"), "文".encode("gb18030"), b"\xff"):
        start = TWO.replace("UTF-8", charset).encode()
        assert_agrees(start + b'msgid "a"\nmsgstr "' + text + b'"\n\n# ' + text + b'\nmsgid "b"\nmsgstr ""\n')


@pytest.mark.parametrize("seed", range(6))
def test_damaged_files_are_accepted_and_refused_as_msgfmt_does(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(120):
        parts = re.split(r"\n\n", chance.choice(GOLDEN[:1] + GOLDEN[3:5]).read_text(encoding="utf-8"))
        parts = parts[:1] + chance.sample(parts[1:], min(4, len(parts) - 1))
        for _ in range(chance.choice((1, 1, 2))):
            damage(parts, chance)
        assert_agrees("\n\n".join(parts))


def damage(parts: list[str], chance: random.Random) -> None:
    """Do one harm to one entry: a line lost, doubled or moved, a piece too many, a character too few."""
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
