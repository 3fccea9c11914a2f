"""The grammar of an entry: which keyword may follow which. A ``|`` stands before those of ``#|`` lines."""

import re

KEYWORDS = frozenset({"msgctxt", "msgid", "msgid_plural", "msgstr", "domain"})
FORM = re.compile(r"msgstr(?:\[(\d+)\])?")
COMMENT = "a comment"
COMPLETE = frozenset({"", "msgstr", "msgstr[]"})  # where an entry may end

_START = frozenset({"msgctxt", "msgid", "|msgctxt", "|msgid"})
NEXT = {
    "": _START,
    "msgctxt": frozenset({"msgid"}),
    "msgid": frozenset({"msgid_plural", "msgstr"}),
    "msgid_plural": frozenset({"msgstr[]"}),
    "msgstr": _START,
    "msgstr[]": _START | {"msgstr[]"},
    "|msgctxt": frozenset({"|msgid"}),
    "|msgid": frozenset({"|msgid_plural", "msgctxt", "msgid"}),
    "|msgid_plural": frozenset({"msgctxt", "msgid"}),
}
_MISSING = {"msgid": "msgstr", "msgid_plural": "msgstr[0]", "msgctxt": "msgid"}


def lacking(stage: str, found: str) -> str | None:
    """Return the keyword that is missing where ``found`` follows ``stage``; None where something is wrong with ``found`` itself."""
    if stage == "msgid" and found != "msgstr" and FORM.fullmatch(found):
        return "msgid_plural"
    return None if found.startswith("msgstr") else _MISSING.get(stage)
