"""Set up the Markdown parser: CommonMark, tables, footnotes, definition lists, attributes, and the rules of this package.

It gives tokens, first of the blocks and then of the inline text of each block.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from publish.guide.parse import block_rules, inline_rules
from publish.guide.parse.containers import container
from publish.guide.parse.emphasis import emphasis
from publish.text.links import safe_link

LONGEST = 10_000
"""Characters. The text of a longer block is taken without markup, because parsing may take time in the square of its length."""

# marks nested deeper are text; each level multiplies the time for a row of brackets
_INLINE_NESTING = 20
# more than block_rules.DEEPEST allows, so that the parser never drops what is nested deeper
_BLOCK_NESTING = block_rules.DEEPEST + 20
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_NEWLINE = re.compile(r"\r\n?")
# The characters with which markup can begin (“!” and “]” are markup beside “[” only), a hard break, or an empty line.
_MARKED = re.compile(r"[\\`*_\[<&{]| {2}\n|\n[ \t]*(?:\n|\Z)|\A[ \t]*\n")
_FOLDED = re.compile(r" ?\n[ \t]*")
_ENDS = ["paragraph", "reference", "blockquote", "list"]

_InlineRule: TypeAlias = Callable[[StateInline, bool], bool]
_BlockRule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]
# The rules to try at a character, in order; every other character is text, and "]" ends a label.
_RULES = {
    "\n": ("newline",),
    "\\": ("escape",),
    "`": ("backticks",),
    "*": ("emphasis",),
    "_": ("emphasis",),
    "[": ("lone_citation", "plain_link", "link", "span", "footnote_ref"),
    "!": ("text", "image"),
    "<": ("autolink", "html_inline"),
    "&": ("entity",),
    "{": ("attr", "fact"),
    "]": (),
}
# The same for blocks: the first characters of the lines at which a rule is tried. Other rules are tried at every line.
_BLOCK_MARKS = {
    "container": ":",
    "comment": "<",
    "attributes": "{",
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "heading": "#",
}
_DEFINITION_MARKS = ":~"  # if it ends another block; elsewhere a definition begins with its term
_TEXT_ENDS = re.compile(r"[\n\\`*_\[<&{\]]|!(?=\[)")


@cache
def _parser(nesting: int) -> MarkdownIt:
    md = _full_parser(nesting)
    _sort_rules(md)
    _sort_block_rules(md)
    return md


def _full_parser(nesting: int) -> MarkdownIt:
    """Return the parser with its usual dispatch, which tries all rules at every mark."""
    md = MarkdownIt("commonmark", {"maxNesting": nesting, "html": True}).enable("table").disable("html_block")
    # hooks of the parser: our rule decides which links are safe, and an address is shown as it is written
    setattr(md, "validateLink", safe_link)
    setattr(md, "normalizeLinkText", str)
    setattr(md, "normalizeLink", _normal_link)
    md.use(deflist_plugin).use(footnote_plugin, inline=False, move_to_end=False)
    md.use(attrs_plugin, spans=True, allowed=("class", "id", "lang", "dir"))
    md.inline.ruler.at("footnote_ref", inline_rules.citation)
    md.inline.ruler.before("link", "lone_citation", inline_rules.lone_citation)
    md.inline.ruler.before("link", "plain_link", inline_rules.plain_link)
    md.inline.ruler.push("fact", inline_rules.fact)
    md.inline.ruler.at("emphasis", emphasis)
    block = md.block.ruler
    block.at("table", block_rules.whole_table, {"alt": ["paragraph", "reference"]})
    block.before("table", "deep", block_rules.limit_depth)
    block.before("fence", "container", container, {"alt": _ENDS})
    block.before("fence", "comment", block_rules.comment, {"alt": _ENDS[:3]})
    block.before("fence", "attributes", block_rules.attribute_line)
    block.before("lheading", "text", block_rules.paragraph_or_heading)
    return md


def _sort_rules(md: MarkdownIt) -> None:
    """Try at each character only the rules that it can begin: most of the time went into rules that do not apply."""
    inline = md.inline
    known = dict(zip(inline.ruler.get_active_rules(), inline.ruler.getRules(""), strict=True))
    chosen = {char: tuple(known[name] for name in names) for char, names in _RULES.items()}
    others: tuple[_InlineRule, ...] = (known["text"],)

    def rule(state: StateInline, silent: bool) -> bool:
        """Apply the first rule that matches at the next character."""
        for each in chosen.get(state.src[state.pos], others):
            if each(state, silent):
                return True
        return False

    inline.terminator_re = _TEXT_ENDS
    inline.ruler = Ruler[_InlineRule]()
    inline.ruler.push("sorted", rule)


def _sort_block_rules(md: MarkdownIt) -> None:
    """Try at each line only the rules that its first character can begin, whether the line begins a block or ends one."""
    ruler = md.block.ruler
    names = dict(zip(ruler.getRules(""), ruler.get_active_rules(), strict=True))
    sorted_rules = {chain: [_by_first_character(ruler.getRules(chain), names, bool(chain))] for chain in ("", *_ENDS)}

    def rules_of(chain: str = "") -> list[_BlockRule]:
        """Return the one rule that dispatches to all rules of ``chain``."""
        return sorted_rules.get(chain, [])

    setattr(ruler, "getRules", rules_of)


def _by_first_character(known: Sequence[_BlockRule], names: dict[_BlockRule, str], ends: bool) -> _BlockRule:
    """Return a rule that applies the first of ``known`` that matches a line; ``ends`` is True for rules that only end other blocks."""
    marks = _BLOCK_MARKS | ({"deflist": _DEFINITION_MARKS} if ends else {})
    others = tuple(each for each in known if names[each] not in marks)
    chars = "".join(marks.values())
    chosen = {char: tuple(each for each in known if char in marks.get(names[each], char)) for char in chars}

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """Apply the first rule that matches at the line ``start``."""
        at = state.bMarks[start] + state.tShift[start]
        for each in chosen.get(state.src[at : at + 1], others):
            if each(state, start, end, silent):
                return True
        return False

    return rule


def _normal_link(url: str) -> str:
    return url if inline_rules.is_normal(url) else normalizeLink(url)


def block_tokens(text: str) -> tuple[list[Token], dict[str, Any]]:
    """Return the block tokens of a whole guide, and the link definitions that its inline text refers to."""
    tokens: list[Token] = []
    env: dict[str, Any] = {}
    clean = _UNFIT.sub("\ufffd", _NEWLINE.sub("\n", text.removeprefix("\ufeff")))
    md = _parser(_BLOCK_NESTING)
    md.block.parse(clean, md, env, tokens)
    return tokens, env


def inline_tokens(content: str, env: dict[str, Any] | None = None) -> list[Token]:
    """Return the inline tokens of the text of one block; without ``env`` no link reference is resolved."""
    if len(content) > LONGEST:
        return [Token("text", "", 0, content=content)]
    clean = _UNFIT.sub("\ufffd", content)
    if not _MARKED.search(clean):
        return _plain_tokens(clean)
    md = _parser(_INLINE_NESTING)
    return md.inline.parse(clean, md, {} if env is None else env, [])


def _plain_tokens(content: str) -> list[Token]:
    """Return the tokens of text without markup, as most text is, without the parser, which would return the same."""
    if "\n" not in content:
        return [Token("text", "", 0, content=content)] if content else []
    first, *others = (Token("text", "", 0, content=line) for line in _FOLDED.split(content))
    return [first, *(token for other in others for token in (Token("softbreak", "br", 0), other))]
