"""The tokens of the PO format, and its grammar: which keyword may follow which.

A stage is the keyword that was read last; keywords of ``#|`` lines have a ``|`` before them, and ``msgstr[]`` stands for every form.
The grammar is that of GNU gettext (po-lex.c, po-gram-gen.y).
"""

import re

_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'

# A comment, or a string that may have a keyword before it.
USUAL_LINE = re.compile(rf"(#(?![~|])[^\n]*)|(?:(msgid_plural|msgid|msgctxt|msgstr)(?:\[(\d+)\])?[ \t]+)?({_STRING})[ \t]*\r?")
TOKEN = re.compile(
    rf"(?:[ \t\r\f\v]|\\\n)*(?:(?P<mark>#~\|?|#\|)|(?P<comment>#.*)|(?P<string>{_STRING})"
    r"|(?P<word>[A-Za-z_$][A-Za-z0-9_$]*)|(?P<bracket>[0-9]+|\[|\])|(?P<junk>(?!\\\n)[^ \t\r\f\v\n]))",
    re.DOTALL,
)

KEYWORDS = frozenset({"msgctxt", "msgid", "msgid_plural", "msgstr", "domain"})
FORM = re.compile(r"msgstr(?:\[(\d+)\])?")
COMMENT = "a comment"
COMPLETE = frozenset({"", "msgstr", "msgstr[]"})  # stages in which an entry may end

_START = frozenset({"msgctxt", "msgid", "|msgctxt", "|msgid"})
FOLLOWERS = {
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
_REQUIRED = {"msgid": "msgstr", "msgid_plural": "msgstr[0]", "msgctxt": "msgid"}


def missing_keyword(stage: str, found: str) -> str | None:
    """Return the keyword that is missing between ``stage`` and ``found``; None if ``found`` itself is wrong."""
    if stage == "msgid" and found != "msgstr" and FORM.fullmatch(found):
        return "msgid_plural"
    return None if found.startswith("msgstr") else _REQUIRED.get(stage)
