"""Walking through texts one by one, to sign each or not: `publish approve --interactive`.

Nothing takes the whole screen, so any terminal, window size or screen reader will do. What changed is marked by signs as
well as by colour: ``[-gone-]{+new+}``, as wdiff writes it.
"""

import signal
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

import click

from publish.approval.difference import difference
from publish.approval.history import Step
from publish.approval.signatures import Approved
from publish.text.bidi import is_direction_control

MARKS = {"kept": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
COLORS = {"gone": "red", "new": "green"}
ANSWERS = click.Choice(["y", "n", "b", "q"], case_sensitive=False)


def walk(steps: Sequence[Step]) -> tuple[list[Step], bool]:
    """Show each text and ask; return those agreed to, and whether all were gone through.

    Whoever stops early, by an answer, by Ctrl-C or by closing the terminal, keeps what was agreed to so far.
    """
    agreed: dict[int, bool] = {}
    try:
        with _closing_is_stopping():
            _ask_all(steps, agreed)
    except (click.Abort, KeyboardInterrupt, EOFError):
        click.echo()
    return [step for place, step in enumerate(steps) if agreed.get(place)], len(agreed) == len(steps)


def _ask_all(steps: Sequence[Step], agreed: dict[int, bool]) -> None:
    place = 0
    while place < len(steps):
        click.echo("\n" + "\n".join(_lines(steps[place], f"{place + 1}/{len(steps)}", agreed.get(place))))
        answer = click.prompt("Sign it? [y]es, [n]o (skip), [b]ack, [q]uit here", type=ANSWERS, show_choices=False)
        if answer == "q":
            return
        if answer == "b":
            place = max(0, place - 1)
            continue
        agreed[place] = answer == "y"
        place += 1


@contextmanager
def _closing_is_stopping() -> Iterator[None]:
    """Let a terminal that closes, and a machine that shuts down, stop the walk as Ctrl-C does."""

    def _stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    numbers = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    before = {number: signal.signal(number, _stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _lines(step: Step, place: str, before: bool | None) -> Iterator[str]:
    """Yield what is shown of one text."""
    entry, previous = step.entry, step.previous
    said = {True: "  (agreed to)", False: "  (skipped)", None: ""}[before]
    yield click.style(f"{step.domain} {place}", bold=True) + f"  {' '.join(entry.references)}{said}"
    yield from (f"  {visible(comment)}" for comment in entry.extracted)
    if entry.msgctxt is not None:
        yield f"  context:     {visible(entry.msgctxt)}"
    if not step.is_source:
        yield _told("source", previous.msgid if previous else entry.msgid, entry.msgid)
    if entry.msgid_plural is not None:
        yield f"  of many:     {visible(entry.msgid_plural)}"
    for number, text in enumerate(entry.msgstrs):
        yield _told("text" if step.is_source else "translation", _form(previous, number, text), text)
    yield "  nothing was signed before" if previous is None else f"  marked is what changed since it was signed on {step.signed_on}"


def _form(previous: Approved | None, number: int, text: str) -> str:
    """Return a form of the text that was signed before, ``text`` itself where nothing was."""
    if previous is None:
        return text
    return previous.msgstrs[number] if number < len(previous.msgstrs) else ""


def _told(name: str, old: str, new: str) -> str:
    parts = []
    for piece in difference(visible(old), visible(new)):
        opened, closed = MARKS[piece.kind]
        style = {"fg": COLORS.get(piece.kind), "strikethrough": piece.kind == "gone", "underline": piece.kind == "new"}
        shown = f"{opened}{piece.text}{closed}"
        parts.append(shown if piece.kind == "kept" else click.style(shown, **style))  # type: ignore[arg-type]
    return f"  {name + ':':<13}" + "".join(parts).replace("\n", "\n" + " " * 15)


def visible(text: str) -> str:
    """Return ``text`` with signs that would hide it, or turn it around, on a terminal as ``<U+001B>``."""
    return "".join(f"<U+{ord(sign):04X}>" if _is_hiding(sign) else sign for sign in text)


def _is_hiding(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return (kind in ("Cc", "Cs") and sign != "\n") or sign in "\u200b\u2060\ufeff" or is_direction_control(sign)
