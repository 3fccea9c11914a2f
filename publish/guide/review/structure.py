"""Checks of the order and the parts of a guide."""

from collections.abc import Iterator

from publish.guide.parts import take, take_title
from publish.guide.review.base import Case, Issue, note, warning
from publish.guide.review.reading import all_texts, first_text, sections, shown, word_count, words
from publish.guide.tree import Block, Guide, Kind, Text

LONGEST_LIST = 7
"""Items of a list: CDC Clear Communication Index, item 8."""
LONGEST_STRETCH = 200
"""Words without a heading: about half a page in the type that patients can read. No standard names a number."""
LONGEST_SHORT = 550
"""Words of the short edition: the brochure is meant for about 450, and has no room for many more."""
VERY_SHORT = 150
"""Words up to which PEMAT asks for neither headings nor a summary (“very short material”)."""

_LISTS = (Kind.BULLETS, Kind.NUMBERS)
_COVER = ("cover", "promise")


def title_missing(case: Case) -> Iterator[Issue]:
    """WCAG 2.2, 2.4.2: without a heading of level 1 the cover shows the name of the folder, in every language the same."""
    if take_title(case.guide)[0] is None:
        message = "the guide has no title: the name of its folder stands on the cover, in every language (WCAG 2.2, 2.4.2)"
        yield warning("title-missing", message, "begin guide.md with “# The title”", first_text(case.guide.blocks))


def main_message_late(case: Case) -> Iterator[Issue]:
    """CDC Clear Communication Index, items 2 and 10: what matters most stands in the first section."""
    for guide in case.editions:
        if word_count(guide.blocks, case.front) > VERY_SHORT and not _opens_with_message(_without_cover(guide)):
            message = "the first section does not give the main message (CDC Clear Communication Index 2)"
            hint = "put “::: key-points” first, or open with a sentence that says what matters most"
            yield warning("main-message-late", message, hint, first_text(guide.blocks))
            return


def _without_cover(guide: Guide) -> Guide:
    for role in _COVER:
        guide = take(guide, role)[1]
    return guide


def _opens_with_message(guide: Guide) -> bool:
    headings = 0
    for top in guide.blocks:
        for block in top.walk():
            headings += block.kind is Kind.HEADING and block.level > 1
            if block.role == "key-points":
                return headings <= 1
            if block.kind is Kind.PARAGRAPH and headings == 0:
                return True
    return False


def summary_missing(case: Case) -> Iterator[Issue]:
    """PEMAT-P, item 11: the key points are said again in one place."""
    if not sections(case.guide, "key-points") and word_count(case.full.blocks, case.front) > VERY_SHORT:
        yield warning("summary-missing", "there is no summary (AHRQ PEMAT-P 11)", "sum up what to remember in “::: key-points”")


def heading_rare(case: Case) -> Iterator[Issue]:
    """PEMAT-P, items 8 and 9; CDC Clear Communication Index, item 9: short parts, each with a heading."""
    for guide in case.editions:
        for first, count in _stretches(case, guide):
            if count > LONGEST_STRETCH:
                message = f"{count} words follow without a heading (AHRQ PEMAT-P 8)"
                yield warning("heading-rare", message, f"put a heading at least every {LONGEST_STRETCH} words", first)


def _stretches(case: Case, guide: Guide) -> Iterator[tuple[Text | None, int]]:
    """Yield what lies between two headings: its first text, and how many words it has."""
    first, count = None, 0
    for block in (part for top in guide.blocks for part in top.walk()):
        if block.kind is Kind.HEADING or (block.kind is Kind.SECTION and block.title):
            yield first, count
            first, count = None, 0
        elif block.text and block.kind is not Kind.FIGURE:
            first = first or block.text
            count += len(words(shown(block.text, case.front)))
    yield first, count


def list_long(case: Case) -> Iterator[Issue]:
    """CDC Clear Communication Index, item 8: a list has 7 items or fewer."""
    for guide in case.editions:
        for block in guide.walk():
            if block.kind in _LISTS and len(block.children) > LONGEST_LIST:
                message = f"a list has {len(block.children)} items, more than {LONGEST_LIST} (CDC Clear Communication Index 8)"
                yield warning("list-long", message, "group the items under two or more headings", first_text(block.children))


def steps_missing(case: Case) -> Iterator[Issue]:
    """PEMAT-P, items 20 and 22: what a reader can do, step by step."""
    if not any(block.role == "steps" or block.kind is Kind.NUMBERS for block in case.full.walk()):
        message = "nothing tells the reader what to do, step by step (AHRQ PEMAT-P 22)"
        yield warning("steps-missing", message, "add “::: steps” with a numbered list")


def off_label_missing(case: Case) -> Iterator[Issue]:
    """A use that is not approved is said in a block that no edition and no translation can drop."""
    if not case.english or sections(case.guide, "off-label"):
        return
    for text in all_texts(case.guide):
        if "off-label" in shown(text, case.front).lower():
            message = "the text speaks of off-label use, but no “off-label” section explains it (IPDAS)"
            yield warning("off-label-missing", message, "explain it in “::: off-label”, which no edition can leave out", text)
            return


def when_to_call_missing(case: Case) -> Iterator[Issue]:
    """PEMAT-P, item 20: whoever reads of risks also reads when to call."""
    risks = sections(case.guide, "risks")
    if risks and not sections(case.guide, "when-to-call"):
        message = "the guide tells of risks, but not when to call for help (AHRQ PEMAT-P 20)"
        yield warning("when-to-call-missing", message, "add “::: when-to-call” with the signs, and whom to call", first_text(risks))


def short_long(case: Case) -> Iterator[Issue]:
    """Plain language: a brochure holds what matters; more words mean smaller type."""
    count = word_count(case.short.blocks, case.front)
    if len(case.editions) > 1 and count > LONGEST_SHORT:
        message = f"the short edition has {count} words; a brochure has room for about 450 (plain language)"
        yield warning("short-long", message, "put what can wait in “::: full”")


def table_heading_missing(case: Case) -> Iterator[Issue]:
    """PEMAT-P, item 19: every column of a table has a heading; the corner above row headings may be empty."""
    for table in (block for block in case.guide.walk() if block.kind is Kind.TABLE):
        if any(_empty(cell) for cell in table.children[0].children[1:]):
            message = "a column of a table has no heading (AHRQ PEMAT-P 19)"
            yield warning("table-heading-missing", message, "give every column a short heading", first_text([table]))


def table_cell_empty(case: Case) -> Iterator[Issue]:
    """IPDAS: every option is described by the same features, so a table of options has no gaps."""
    for table in (block for top in sections(case.guide, "options") for block in top.walk() if block.kind is Kind.TABLE):
        for row in table.children[1:]:
            if any(_empty(cell) for cell in row.children):
                yield note("table-cell-empty", "an option lacks what others tell (IPDAS)", "fill the empty cell", first_text([row]))


def _empty(cell: Block) -> bool:
    return cell.text is None or not cell.text.inlines
