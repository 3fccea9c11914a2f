"""Slips in links: targets that do not exist, files that no paper can open, and links that are text."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from publish.guide.parse.inline import target_of
from publish.guide.slips.base import Slip, SourceText, WrittenText, slip_error, slip_warning
from publish.guide.tree import Code, Guide, Image, Link, Span, nodes_in
from publish.text.suggest import did_you_mean

_RAW = re.compile(r"(!?)\[[^\[\]]*\]\([^()]*\)?")
_REFERENCE = re.compile(r"\[[^\[\]^!]+\]\[[^\[\]]*\]|\[\[[^\[\]]+\]\]|^\[toc\]$", re.IGNORECASE)
_SMART = re.compile("[“”„«»‘’]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{2,})(?:[/?#].*)?", re.IGNORECASE)
_NO_ADDRESS = re.compile(r"https?:(?!//[^/?#\s])|mailto:(?![^@?]+@[^@?]+|[^?]*[{%])", re.IGNORECASE)
_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|html?|md|txt|png|jpe?g|gif|svg|webp|zip|odt)(?:[?#].*)?$", re.IGNORECASE)


def _targets(source: SourceText) -> Iterator[tuple[WrittenText, str, int]]:
    for text in source.texts:
        for token, _ in text.placed_tokens():
            if token.type == "link_open":
                target = target_of(token)
                yield text, target, text.line_of(f"]({target}") if f"]({target}" in text.content else text.line_of(target)


def unknown_target(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A link to a place that the guide does not have."""
    known = sorted(_ids(source.guide))
    for _text, target, line in _targets(source):
        name = unquote(target.removeprefix("#"))
        if target.startswith("#") and name not in known:
            hint = did_you_mean(name, known, "link to the id of a heading: “## What to do” has #what-to-do")
            yield slip_error("link-unknown", line, f"there is no heading or place “{target}” in the guide", hint)


def _ids(guide: Guide) -> set[str]:
    inside = (node for block in guide.walk() for text in block.texts for node in nodes_in(text.inlines))
    named = (dict(node.attributes).get("id", "") for node in inside if isinstance(node, Code | Image | Link | Span))
    return {block.id for block in guide.walk()} | set(named) - {""}


def relative_target(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A link to a file, which no paper and no web page of a handout can open."""
    for _text, target, line in _targets(source):
        if not target.startswith(("#", "{")) and not _SCHEME.match(target):
            yield slip_error("link-relative", line, f"the link leads to “{target}”, which readers do not have", _way_out(target))


def _way_out(target: str) -> str:
    if "@" in target and "/" not in target:
        return f"write mailto:{target}"
    if target.startswith("//") or (_HOST.fullmatch(target) and not _FILES.search(target)):
        return f"write https://{target.lstrip('/')}"
    return "link to an address that begins with https://, or say in words what readers should ask for"


def broken_address(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A link to an address that leads nowhere: one slash too few, or mail to no mailbox."""
    for _text, target, line in _targets(source):
        if _NO_ADDRESS.match(target):
            yield slip_error("link-broken", line, f"“{target}” is no whole address", "write https://name.org/…, or mailto:name@name.org")


def raw_link(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A link or an image that is text: it prints with its brackets."""
    for text in source.texts:
        for piece in text.pieces():
            for found in _RAW.finditer(piece.text):
                kind = "image" if found[1] else "link"
                hint = "use straight quotation marks (\") around the title" if _SMART.search(found[0]) else (
                    "a link may lead to https:, http:, mailto:, tel: or #id; an address has no spaces"
                )
                yield slip_error("link-raw", piece.line, f"“{found[0]}” is no {kind}: it prints as it is written", hint)
            for found in _REFERENCE.finditer(piece.text):
                message = f"“{found[0]}” is no link: it prints as it is written"
                yield slip_warning("link-raw", piece.line, message, "write [text](https://…) or [text](#id)")
