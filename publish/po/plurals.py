"""Parse the Plural-Forms header of a catalog: the number of plural forms and the rule that chooses one for a count.

The rule is an expression of C. The standard library compiles it (`gettext.c2py`). A header is untrusted input, so what is
compiled is short, and what Python would compute otherwise than C is refused: no rule of CLDR or GNU gettext needs it.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from gettext import c2py

TESTED_COUNTS = range(1001)  # the counts with which msgfmt tests a rule
MAX_FORMS = 10  # CLDR has six categories; a file may have finer ones
FREQUENT = 5  # a form that so many of the counts take is taken to stand for any number

PluralRule = Callable[[int], int]

_MAX_LENGTH = 500  # characters of an expression; the longest of CLDR has about 230
_FORMS = re.compile(r"nplurals=\s*([0-9]+)")
_EXPRESSION = re.compile(r"plural=([^;\n]*)")
# Python's integers go below zero where C's unsigned ones do not, and its `not` binds less than C's `!`.
_UNLIKE_C = re.compile(r"-|!(?!=)")
# `and` and `or` return one of their operands, C's && and || return 0 or 1: the same only where the operands are comparisons.
_TERM = r"(?:{0}|\({0}\)|\(\({0}\)\))".format("[n0-9%*/+]+")
_NUMBER_OPERAND = re.compile(rf"(?:^|[(?:]|&&|\|\|){_TERM}(?:&&|\|\|)|(?:&&|\|\|){_TERM}(?:$|[)?:]|&&|\|\|)")


def parse_plural_forms(text: str) -> tuple[int, PluralRule]:
    """Return the number of forms and the function from a count to the number of its form.

    Raises `ValueError` if ``text`` states neither, or an impossible number of forms.
    """
    number, rule = plural_rule(text)
    if not 1 <= number <= MAX_FORMS:
        raise ValueError(f"nplurals={number} is not between 1 and {MAX_FORMS}")
    return number, rule


def plural_rule(text: str) -> tuple[int, PluralRule]:
    """Return the same as `parse_plural_forms`, whatever the number of forms: ``nplurals=NUMBER; plural=EXPRESSION;`` in ``text``.

    The function raises `ZeroDivisionError` where the expression divides by zero. Raises `ValueError` with what is wrong.
    """
    number, expression = _FORMS.search(text), _EXPRESSION.search(text)
    if not number or not expression:
        raise ValueError("it must read: nplurals=NUMBER; plural=EXPRESSION;")
    return int(number[1][:20]), _compile(expression[1].strip())


def check_plural_rule(text: str) -> tuple[int, frozenset[int]]:
    """Test the rule in ``text`` with `TESTED_COUNTS`; return the number of forms, and those that stand for any number of counts.

    Raises `ValueError` if the rule cannot be read, divides by zero, or asks for a form that does not exist.
    """
    parts = (_FORMS.search(text), _EXPRESSION.search(text))
    return _tested("; ".join(part[0] for part in parts if part))


@lru_cache(maxsize=256)
def _tested(text: str) -> tuple[int, frozenset[int]]:
    number, rule = plural_rule(text)
    try:
        forms = [rule(count) for count in TESTED_COUNTS]
    except ZeroDivisionError as error:
        raise ValueError("it divides by zero") from error
    for count, form in enumerate(forms):
        if form >= number:
            raise ValueError(f"it has {number} forms, numbered from 0, but asks for form {str(form)[:20]} for the count {count}")
    return number, frozenset(form for form in set(forms) if forms.count(form) >= FREQUENT)


def _compile(expression: str) -> PluralRule:
    """Compile an expression of C to a Python function. Raises `ValueError` with what is wrong."""
    if len(expression) > _MAX_LENGTH:
        raise ValueError(f"the expression is longer than {_MAX_LENGTH} characters")
    if unlike := _UNLIKE_C.search(expression):
        raise ValueError(f"“{unlike[0]}” is not supported in the expression; write it with comparisons, && and ||")
    if _NUMBER_OPERAND.search("".join(expression.split())):
        raise ValueError("&& and || stand between numbers; write comparisons on both sides")
    rule: PluralRule = c2py(expression)
    return rule
