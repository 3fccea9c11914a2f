"""The placeholders of a guide's text: ``{fact}``, ``{table.fact}`` and the citation ``[^id]``.

Forms may follow a fact directly, where the sentence needs its unit in another form than CLDR has: ``{wait}{one:# Tag|other:# Tagen}``. Each
begins with a plural category of CLDR; ``#`` stands for the number.

This is the only grammar of them. What it does not match is ordinary text everywhere: the parser prints it, templates and checks
do not count it, and a signature does not cover a value for it.
"""

import re

_NAME = r"[A-Za-z_][A-Za-z0-9_-]*"
FACT_NAME = rf"{_NAME}(?:\.{_NAME})*"
"""Pattern of the name of a fact: ASCII letters, digits, ``_`` and ``-``, in parts between full stops; no part begins with a digit."""

FACT = re.compile(rf"\{{({FACT_NAME})\}}")
"""A fact in its braces; group 1 is its name."""

_FORM = r"(?:zero|one|two|few|many|other):[^{}|\n]{1,60}"
FORMS = re.compile(rf"\{{({_FORM}(?:\|{_FORM}){{0,5}})\}}")
"""The forms of a fact, in their braces; group 1 is what stands between these."""

FACT_WITH_FORMS = re.compile(rf"{FACT.pattern}(?:{FORMS.pattern})?")
"""A fact, and its forms if it has some; groups 1 and 2 as in `FACT` and `FORMS`."""

# The bound keeps a row of opening brackets from being read to its end at each of them.
CITATION = re.compile(r"\[\^([^\s\[\]]{1,200})\]")
"""A citation; group 1 is the id of a footnote or of a reference in guide.toml."""

_ENCODED_FACT = re.compile(rf"%7B({FACT_NAME})%7D")


def fact_names(text: str) -> list[str]:
    """Return the names of the facts in ``text``, in order, each as often as it occurs; in link targets they may be encoded."""
    return FACT.findall(decode_facts(text))


def read_forms(written: str) -> tuple[tuple[str, str], ...]:
    """Return the forms of a fact, group 1 of `FORMS`: each with its plural category."""
    return tuple((category, text) for category, _, text in (form.partition(":") for form in written.split("|"))) if written else ()


def decode_facts(target: str) -> str:
    """Return a link target with its facts in braces, which Markdown parsers encode as ``%7Bname%7D``."""
    return _ENCODED_FACT.sub(r"{\1}", target) if "%7B" in target else target
