"""Checks of the structure of a guide: its parts and their order."""

from collections.abc import Iterator

from publish.guide.parts import take, take_title
from publish.guide.review.base import ReviewCase, ReviewIssue, review_note, review_warning
from publish.guide.review.reading import all_texts, first_text, readable_text, sections, word_count, words
from publish.guide.tree import Block, Guide, Kind, Text

LONGEST_LIST = 7
"""Items of a list: CDC Clear Communication Index, item 8."""
LONGEST_STRETCH = 200
"""Words without a heading: about half a page in type that patients can read. No standard gives a number."""
LONGEST_SHORT = 550
"""Words of the short edition: the brochure is designed for about 450 and has little room for more."""
VERY_SHORT = 150
"""Up to this many words PEMAT requires neither headings nor a summary (“very short material”)."""

_LISTS = (Kind.BULLETS, Kind.NUMBERS)
_COVER = ("cover", "promise")


def title_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """No heading of level 1 (WCAG 2.2, 2.4.2): the cover then shows the name of the folder, the same in every language."""
    if take_title(case.guide)[0] is None:
        message = "the guide has no title: its cover shows the name of its folder in every language (WCAG 2.2, 2.4.2)"
        yield review_warning("title-missing", message, "begin guide.md with “# The title”", first_text(case.guide.blocks))


def main_message_late(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A late main message. CDC Clear Communication Index, items 2 and 10: the first section states what matters most."""
    for guide in case.editions:
        if word_count(guide.blocks, case.front) > VERY_SHORT and not _opens_with_message(_without_cover(guide)):
            message = "the first section does not give the main message (CDC Clear Communication Index 2)"
            hint = "put “::: key-points” first, or begin with a sentence that says what matters most"
            yield review_warning("main-message-late", message, hint, first_text(guide.blocks))
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


def summary_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """No summary. PEMAT-P, item 11: the key points are repeated in one place."""
    if not sections(case.guide, "key-points") and word_count(case.full.blocks, case.front) > VERY_SHORT:
        yield review_warning("summary-missing", "there is no summary (AHRQ PEMAT-P 11)", "sum up what to remember in “::: key-points”")


def heading_rare(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A long text without headings. PEMAT-P, items 8 and 9; CDC Clear Communication Index, item 9: short parts with headings."""
    for guide in case.editions:
        for first, count in _stretches(case, guide):
            if count > LONGEST_STRETCH:
                message = f"{count} words without a heading (AHRQ PEMAT-P 8)"
                yield review_warning("heading-rare", message, f"put a heading at least every {LONGEST_STRETCH} words", first)


def _stretches(case: ReviewCase, guide: Guide) -> Iterator[tuple[Text | None, int]]:
    """Yield the first text and the number of words of each stretch between two headings."""
    first, count = None, 0
    for block in (part for top in guide.blocks for part in top.walk()):
        if block.kind is Kind.HEADING or (block.kind is Kind.SECTION and block.title):
            yield first, count
            first, count = None, 0
        elif block.text and block.kind is not Kind.FIGURE:
            first = first or block.text
            count += len(words(readable_text(block.text, case.front)))
    yield first, count


def list_long(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A long list. CDC Clear Communication Index, item 8: a list has 7 items or fewer."""
    for guide in case.editions:
        for block in guide.walk():
            if block.kind in _LISTS and len(block.children) > LONGEST_LIST:
                message = f"a list has {len(block.children)} items, more than {LONGEST_LIST} (CDC Clear Communication Index 8)"
                yield review_warning("list-long", message, "group the items under two or more headings", first_text(block.children))


def steps_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """No steps. PEMAT-P, items 20 and 22: actions that the reader can take, step by step."""
    if not any(block.role == "steps" or block.kind is Kind.NUMBERS for block in case.full.walk()):
        message = "the guide does not tell the reader what to do, step by step (AHRQ PEMAT-P 22)"
        yield review_warning("steps-missing", message, "add “::: steps” with a numbered list")


def off_label_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """Off-label use without its section. An unapproved use is explained in a block that no edition or translation can drop."""
    if not case.english or sections(case.guide, "off-label"):
        return
    for text in all_texts(case.guide):
        if "off-label" in readable_text(text, case.front).lower():
            message = "the text mentions off-label use, but no “off-label” section explains it (IPDAS)"
            yield review_warning("off-label-missing", message, "explain it in “::: off-label”, which no edition can leave out", text)
            return


def when_to_call_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """Risks without advice on when to call. PEMAT-P, item 20: actions that the reader can take."""
    risks = sections(case.guide, "risks")
    if risks and not sections(case.guide, "when-to-call"):
        message = "the guide describes risks, but not when to call for help (AHRQ PEMAT-P 20)"
        hint = "add “::: when-to-call” with the signs to look for and whom to call"
        yield review_warning("when-to-call-missing", message, hint, first_text(risks))


def short_long(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A long short edition. Plain language: a brochure has only what matters; more words mean smaller type."""
    count = word_count(case.short.blocks, case.front)
    if len(case.editions) > 1 and count > LONGEST_SHORT:
        message = f"the short edition has {count} words; a brochure has room for about 450 (plain language)"
        yield review_warning("short-long", message, "move what can wait into “::: full”")


def table_heading_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A column without a heading (PEMAT-P, item 19). The corner above row headings may be empty."""
    for table in (block for block in case.guide.walk() if block.kind is Kind.TABLE):
        if any(_is_empty(cell) for cell in table.children[0].children[1:]):
            message = "a column of a table has no heading (AHRQ PEMAT-P 19)"
            yield review_warning("table-heading-missing", message, "give every column a short heading", first_text([table]))


def table_cell_empty(case: ReviewCase) -> Iterator[ReviewIssue]:
    """An empty cell in a table of options. IPDAS: every option is described by the same features."""
    for table in (block for top in sections(case.guide, "options") for block in top.walk() if block.kind is Kind.TABLE):
        for row in table.children[1:]:
            if any(_is_empty(cell) for cell in row.children):
                message = "an option lacks a detail that others have (IPDAS)"
                yield review_note("table-cell-empty", message, "fill the empty cell", first_text([row]))


def _is_empty(cell: Block) -> bool:
    return cell.text is None or not cell.text.inlines
