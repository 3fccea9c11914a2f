"""The Plural-Forms field of a catalog's header: how many forms there are, and which of them a count takes."""

import gettext
from collections.abc import Callable

MOST_FORMS = 10  # CLDR knows six categories; a file may count finer


def parse_plural_forms(text: str) -> tuple[int, Callable[[int], int]]:
    """Return the number of forms and the function from a count to its form that a Plural-Forms field states.

    Raises `ValueError` where it states neither; an expression from a catalog is read, never run as code.
    """
    fields = dict(part.strip().split("=", 1) for part in text.split(";") if "=" in part)
    fields = {key.strip(): value.strip() for key, value in fields.items()}
    if not fields.get("nplurals", "").isdecimal() or "plural" not in fields:
        raise ValueError("it must read: nplurals=NUMBER; plural=EXPRESSION;")
    number = int(fields["nplurals"])
    if not 1 <= number <= MOST_FORMS:
        raise ValueError(f"nplurals={number} cannot be")
    return number, gettext.c2py(fields["plural"])  # type: ignore[attr-defined, no-any-return, unused-ignore]
