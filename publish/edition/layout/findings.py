"""Findings about what a layout does to the texts of a page."""

from collections.abc import Sequence

from publish.edition.layout.spec import LayoutSpec
from publish.guide import Message
from publish.project import Finding, Severity
from publish.text.zero_width import strip_zero_width

EXCERPT = 60  # characters


def dropped(spec: LayoutSpec, locale: str, message: Message) -> Finding:
    """Return the error that the layout ``spec`` leaves out a critical ``message``."""
    return Finding(
        Severity.ERROR,
        "critical-dropped",
        f"the layout {spec.name} drops a critical text",
        file=spec.file,
        anchor=message.reference.lstrip("#") or None,
        locale=locale,
        msgid=message.msgid,
        hint=f"print every part that {spec.template} takes, and the rest of the guide",
    )


def unsigned(spec: LayoutSpec, locale: str, texts: Sequence[str]) -> Finding:
    """Return the warning that the layout ``spec`` prints ``texts``, which nobody signed as they stand."""
    others = f" (and {len(texts) - 1} more)" if len(texts) > 1 else ""
    message = f"the layout {spec.name} prints what nobody has signed, or changes, moves or doubles it: “{_excerpt(texts[0])}”{others}"
    hint = "print what the guide, the clinic and _(…) give as it is; write other words as _(…), so that they are translated and signed"
    return Finding(Severity.WARNING, "text-unsigned", f"{message}; the page is a draft", file=spec.file, locale=locale, hint=hint)


def word_broken(spec: LayoutSpec, locale: str, file: str) -> Finding:
    """Return the note that a word of the title in the guide ``file`` is broken without a hyphen."""
    message = f"a word of the title is too long for its line in the layout {spec.name}: it is broken without a hyphen"
    hint = "use shorter words in the title, or set a smaller least_title in layout.toml"
    return Finding(Severity.NOTE, "title-word-broken", message, file=file, locale=locale, hint=hint)


def _excerpt(text: str) -> str:
    plain = " ".join(strip_zero_width(text).split())
    return plain if len(plain) <= EXCERPT else plain[: EXCERPT - 1] + "…"
