"""The dialogue of `publish approve --interactive`: show texts one by one and ask whether to sign each.

It prints line by line, so that it works on any terminal and with a screen reader. Changes are marked with characters as well
as with colour, as wdiff does: ``[-gone-]{+new+}``.
"""

import signal
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

import click

from publish.approval.pending import PendingText
from publish.approval.signatures import SignedText
from publish.text.bidi import is_direction_control
from publish.text.word_diff import word_diff

SEEN_FORMATS = "\u200c\u200d\u200e\u200f" "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2"
"""Characters of category Cf that a text may need: joiners and marks of direction; and those of Arabic and Syriac that are seen."""
FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Characters that are no format and yet show nothing."""
MARKS = {"same": ("", ""), "deleted": ("[-", "-]"), "inserted": ("{+", "+}")}
COLORS = {"deleted": "red", "inserted": "green"}
Read = Callable[[str, str], str]
"""Gets a domain and a text of it, and returns the text as its readers will see it."""

ANSWERS = click.Choice(["y", "n", "b", "q"], case_sensitive=False)


def ask_for_each(steps: Sequence[PendingText], read: Read = lambda _, text: text) -> tuple[list[PendingText], bool]:
    """Show each text and ask; return those that were accepted, and whether all were answered.

    ``read`` returns a text with the values of its facts, as readers see it.

    Who stops early, by an answer, with Ctrl-C or by closing the terminal, keeps the texts accepted so far.
    """
    accepted: dict[int, bool] = {}
    try:
        with _interrupts_on_signals():
            _ask_all(steps, accepted, read)
    except (click.Abort, KeyboardInterrupt, EOFError):
        click.echo()
    return [step for place, step in enumerate(steps) if accepted.get(place)], len(accepted) == len(steps)


def _ask_all(steps: Sequence[PendingText], accepted: dict[int, bool], read: Read) -> None:
    place = 0
    while place < len(steps):
        click.echo("\n" + "\n".join(_lines(steps[place], f"{place + 1}/{len(steps)}", accepted.get(place), read)))
        answer = click.prompt("Sign it? [y]es, [n]o (skip), [b]ack, [q]uit here", type=ANSWERS, show_choices=False)
        if answer == "q":
            return
        if answer == "b":
            place = max(0, place - 1)
            continue
        accepted[place] = answer == "y"
        place += 1


@contextmanager
def _interrupts_on_signals() -> Iterator[None]:
    """Raise `KeyboardInterrupt` when the terminal closes or the machine shuts down, as Ctrl-C does."""

    def _stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    numbers = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    before = {number: signal.signal(number, _stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _lines(step: PendingText, place: str, before: bool | None, read: Read) -> Iterator[str]:
    """Yield the lines that show one text."""
    entry, previous = step.entry, step.previous
    answer = {True: "  (accepted)", False: "  (skipped)", None: ""}[before]
    yield click.style(f"{step.domain} {place}", bold=True) + f"  {' '.join(entry.references)}{answer}"
    yield from (f"  {visible(comment)}" for comment in entry.extracted)
    if entry.msgctxt is not None:
        yield f"  context:     {visible(entry.msgctxt)}"
    if not step.is_source:
        yield _changes("source", previous.msgid if previous else entry.msgid, entry.msgid)
    if entry.msgid_plural is not None:
        yield f"  of many:     {visible(entry.msgid_plural)}"
    for number, text in enumerate(entry.msgstrs):
        yield _changes("text" if step.is_source else "translation", _form(previous, number, text), text)
        written = entry.msgid if step.is_source else text
        if (shown := read(step.domain, written)) != written:
            yield f"  it reads:    {visible(shown)}".replace("\n", "\n" + " " * 15)
    yield "  not signed before" if previous is None else f"  changes since it was signed on {step.signed_on} are marked"


def _form(previous: SignedText | None, number: int, text: str) -> str:
    """Return a form of the text that was signed before, ``text`` itself if none was."""
    if previous is None:
        return text
    return previous.msgstrs[number] if number < len(previous.msgstrs) else ""


def _changes(name: str, old: str, new: str) -> str:
    parts = []
    for piece in word_diff(visible(old), visible(new)):
        opened, closed = MARKS[piece.kind]
        style = {"fg": COLORS.get(piece.kind), "strikethrough": piece.kind == "deleted", "underline": piece.kind == "inserted"}
        shown = f"{opened}{piece.text}{closed}"
        parts.append(shown if piece.kind == "same" else click.style(shown, **style))  # type: ignore[arg-type]
    return f"  {name + ':':<13}" + "".join(parts).replace("\n", "\n" + " " * 15)


def visible(text: str) -> str:
    """Return ``text`` with characters that a terminal would not show, or would obey, written as ``<U+001B>``."""
    return "".join(f"<U+{ord(sign):04X}>" if _is_hiding(sign) else sign for sign in text)


def _is_hiding(sign: str) -> bool:
    kind = unicodedata.category(sign)
    if kind == "Cf" and sign not in SEEN_FORMATS:
        return True
    return (kind in ("Cc", "Cs", "Co", "Zl", "Zp") and sign != "\n") or sign in FILLERS or is_direction_control(sign)
