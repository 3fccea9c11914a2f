"""Limit what one template may do: its steps, and the letters that it makes.

A step is one turn of a loop, one call, or one value that is looked at. No clock is read, so a template fails on every machine, or on none.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from jinja2 import TemplateRuntimeError

MOST_STEPS = 50_000
"""The longest page of the shipped layouts takes 6,000."""
STEPS_A_BLOCK = 300
"""What each block of a guide adds to them."""
MOST_LETTERS = 64_000_000
"""All letters that a template makes; pictures embedded in a page for the web are among them, several times if macros print them."""
MOST_TEXT = 1_000_000
"""Letters of a text that a filter or an operator makes or changes."""
MOST_NUMBER = 10**18
LETTERS_A_STEP = 1_000


class TemplateLimit(TemplateRuntimeError):
    """A template does more than a layout ever needs."""


@dataclass(slots=True)
class _Budget:
    steps: int
    letters: int = MOST_LETTERS


_budget: ContextVar[_Budget | None] = ContextVar("_budget", default=None)


@contextmanager
def limited(blocks: int) -> Iterator[None]:
    """Limit the template that is rendered while the block runs; it prints a guide of so many ``blocks``."""
    token = _budget.set(_Budget(MOST_STEPS + STEPS_A_BLOCK * blocks))
    try:
        yield
    finally:
        _budget.reset(token)


def spend(steps: int) -> None:
    """Count ``steps``; raises `TemplateLimit` if there were too many. Outside of `limited` nothing is counted."""
    budget = _budget.get()
    if budget is not None:
        budget.steps -= steps
        if budget.steps < 0:
            raise TemplateLimit("it takes too many steps: turns of loops, calls, and values that are looked at")


def emit(letters: int) -> None:
    """Count ``letters`` that a template makes; raises `TemplateLimit` if there were too many."""
    budget = _budget.get()
    if budget is not None:
        budget.letters -= letters
        if budget.letters < 0:
            raise TemplateLimit(f"it makes more than {MOST_LETTERS:,} letters")


def check_text(letters: int) -> None:
    """Refuse a text of so many ``letters`` before it is made; raises `TemplateLimit`."""
    if letters > MOST_TEXT:
        raise TemplateLimit(f"it makes or changes a text of more than {MOST_TEXT:,} letters")
    emit(letters)


def weigh(*values: object) -> None:
    """Spend the steps that it takes to look at all of ``values``, and at all that is in them, as often as it is in them."""
    spend(weight(*values))


def weight(*values: object) -> int:
    """Return the steps of `weigh`; of what has too many, any number that is too large."""
    steps, rest = 0, list(values)
    while rest and steps <= MOST_STEPS:
        value = rest.pop()
        steps += 1
        if isinstance(value, str):
            steps += len(value) // LETTERS_A_STEP
        elif isinstance(value, list | tuple):
            rest += value
        elif isinstance(value, Mapping):
            rest += value.values()
    return steps


class Counted:
    """What a loop runs over; each turn is a step."""

    def __init__(self, items: Iterable[object]) -> None:
        self._items = items

    def __iter__(self) -> Iterator[object]:
        for item in self._items:
            spend(1)
            yield item

    def __len__(self) -> int:
        """Return the number of items; raises `TypeError` where it is not known yet, as for a generator."""
        return len(self._items)  # type: ignore[arg-type]
