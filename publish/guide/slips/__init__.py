"""Authors' slips in a guide: what was meant as markup and is not, so that it prints as text or changes the meaning of what follows.

The parser takes everything that is not markup as text and never fails, so a misspelt ``::: waring`` would silently turn a warning into
ordinary text. The functions in `SLIP_CHECKS` look at the text as it was written, with its lines. docs/source-checks.md has an example of
each code.
"""

from collections.abc import Iterable

from publish.guide.slips import blocks, comments, headings, inline, links, lists, notes, sections, tables
from publish.guide.slips.base import Slip, SlipCheck, SourceText, read_source

__all__ = ["SLIP_CHECKS", "Slip", "SourceText", "find_slips", "read_source"]

SLIP_CHECKS: tuple[SlipCheck, ...] = (
    blocks.front_matter,
    sections.unknown_role,
    sections.misplaced_fence,
    sections.section_in_list,
    comments.unknown_comment,
    comments.broken_comment,
    comments.unused_comment,
    blocks.alert_quote,
    blocks.admonition,
    inline.open_emphasis,
    tables.row_cells,
    tables.broken_table,
    links.unknown_target,
    links.relative_target,
    links.broken_address,
    links.raw_link,
    inline.unknown_markup,
    inline.raw_html,
    inline.raw_entity,
    inline.raw_braces,
    inline.bare_address,
    blocks.invisible_character,
    blocks.indented_code,
    blocks.open_code,
    lists.task_box,
    lists.unmarked_item,
    lists.renumbered,
    lists.not_nested,
    headings.unspaced_heading,
    headings.underlined_heading,
    headings.repeated_heading,
    notes.empty_note,
    notes.unused_note,
)


def find_slips(source: SourceText, roles: Iterable[str]) -> list[Slip]:
    """Return the slips in ``source`` in the order of their lines; ``roles`` are the roles that the workspace knows."""
    known = frozenset(roles)
    found = dict.fromkeys(slip for check in SLIP_CHECKS for slip in check(source, known))
    return sorted(found, key=lambda slip: slip.line)
