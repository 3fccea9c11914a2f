"""The plural rule of a catalog: an expression of C, read and never run as code, and computed as gettext computes it.

Numbers are unsigned and of 64 bits, as in gettext: ``n-1`` of no messages is a very large number, not -1.
"""

import operator
import re
from collections.abc import Callable
from functools import lru_cache

COUNTED = range(1001)  # the counts that gettext tries a rule with
MOST_FORMS = 10  # CLDR knows six categories; a file may count finer
OFTEN = 5  # a form that stands for so many of them is taken to stand for any number

Rule = Callable[[int], int]

_DEEPEST = 100  # levels of an expression; real ones have six
_MASK = (1 << 64) - 1
_NUMBER = re.compile(r"nplurals=\s*([0-9]+)")
_EXPRESSION = re.compile(r"plural=([^;\n]*)")
_TOKEN = re.compile(r"[ \t]*([0-9]+|[=!]=|&&|\|\||[<>]=?|[-+*/%n?:()!]|\Z)")
_STRENGTH = {"||": 1, "&&": 2, "==": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6}
_COMPUTED: dict[str, Callable[[int, int], int]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.floordiv,
    "%": operator.mod,
}


def parse_plural_forms(text: str) -> tuple[int, Rule]:
    """Return the number of forms and the function from a count to its form that a Plural-Forms field states.

    Raises `ValueError` where it states neither, or more forms than any language has.
    """
    number, rule = plural_rule(text)
    if not 1 <= number <= MOST_FORMS:
        raise ValueError(f"nplurals={number} cannot be")
    return number, rule


def plural_rule(text: str) -> tuple[int, Rule]:
    """Return how many forms there are, and the function from a count to its form: ``nplurals=NUMBER; plural=EXPRESSION;`` in ``text``.

    The function raises `ZeroDivisionError` where the expression divides by zero. Raises `ValueError` with what is wrong.
    """
    number, expression = _NUMBER.search(text), _EXPRESSION.search(text)
    if not number or not expression:
        raise ValueError("it must read: nplurals=NUMBER; plural=EXPRESSION;")
    return int(number[1][:20]), _Parser(expression[1]).parsed()


def tried_rule(text: str) -> tuple[int, frozenset[int]]:
    """Return how many forms the rule in ``text`` has, and those that any number of counts take; it is tried with `COUNTED`.

    Raises `ValueError` where it cannot be read, divides by zero, or asks for a form that there is not.
    """
    parts = (_NUMBER.search(text), _EXPRESSION.search(text))
    return _tried("; ".join(part[0] for part in parts if part))


@lru_cache(maxsize=256)
def _tried(text: str) -> tuple[int, frozenset[int]]:
    number, rule = plural_rule(text)
    try:
        forms = [rule(count) for count in COUNTED]
    except ZeroDivisionError as error:
        raise ValueError("it divides by zero") from error
    beyond = [form for form in forms if form >= number]
    if beyond:
        raise ValueError(f"it has {number} forms, and asks for form {beyond[0] if beyond[0] <= _MASK // 2 else 'below zero'}")
    return number, frozenset(form for form in set(forms) if forms.count(form) >= OFTEN)


class _Parser:
    """A parser by the strength of the operators, over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        self._text, self._place = text.strip("\r"), 0
        self._depth = 0
        self._token = ""
        self._next()

    def parsed(self) -> Rule:
        """Return the function that the whole expression is."""
        rule = self._choice()
        if self._token:
            raise ValueError(f"“{self._token}” does not belong in the expression")
        return rule

    def _next(self) -> str:
        """Go on to the next token, and return the one before it."""
        before, found = self._token, _TOKEN.match(self._text, self._place)
        if not found:
            raise ValueError(f"“{self._text[self._place:].strip()[:1]}” does not belong in the expression")
        self._token, self._place = found[1], found.end()
        return before

    def _choice(self) -> Rule:
        """Read ``condition ? yes : no``, or what stands there without a choice."""
        self._deeper(1)
        condition = self._operation(1)
        if self._token == "?":
            self._next()
            yes = self._choice()
            self._expect(":")
            condition = _chosen(condition, yes, self._choice())
        self._deeper(-1)
        return condition

    def _operation(self, least: int) -> Rule:
        """Read operators that bind at least as strongly as ``least``; those of one strength go from left to right."""
        rule = self._value()
        while _STRENGTH.get(self._token, 0) >= least:
            token = self._next()
            rule = _combined(token, rule, self._operation(_STRENGTH[token] + 1))
        return rule

    def _value(self) -> Rule:
        token = self._next()
        if token == "n":
            return lambda n: n
        if token.isdecimal():
            constant = int(token[:30]) & _MASK
            return lambda n: constant
        if token == "!":
            self._deeper(1)
            value = self._value()
            self._deeper(-1)
            return lambda n: not value(n)
        if token == "(":
            inner = self._choice()
            self._expect(")")
            return inner
        raise ValueError(f"“{token}” does not belong in the expression" if token else "the expression is not complete")

    def _expect(self, token: str) -> None:
        if self._next() != token:
            raise ValueError(f"the expression lacks a “{token}”")

    def _deeper(self, levels: int) -> None:
        self._depth += levels
        if self._depth > _DEEPEST:
            raise ValueError("the expression is nested too deeply")


def _chosen(condition: Rule, yes: Rule, no: Rule) -> Rule:
    return lambda n: yes(n) if condition(n) else no(n)


def _combined(token: str, left: Rule, right: Rule) -> Rule:
    """Return the operation; ``||`` and ``&&`` compute their right side only where it counts."""
    if token == "||":
        return lambda n: bool(left(n) or right(n))
    if token == "&&":
        return lambda n: bool(left(n) and right(n))
    compute = _COMPUTED[token]
    return lambda n: compute(left(n), right(n)) & _MASK
