"""Widths of the columns of a table, and which form a table that is too wide takes."""

from dataclasses import replace

import pytest

from publish.edition.typesetting.columns import column_shares
from publish.edition.typesetting.tables import Column, fit_tables
from publish.guide import Block, Kind, Printer, parse_guide

HANDOUT = Column(162, 12, 12, rotated_mm=269)
AGES = ["Birth", "6 wk", "10 wk", "14 wk", "6 mo", "9 mo", "12 mo", "15 mo", "18 mo", "2 yr", "10 yr", "12 yr", "14 yr", "16 yr"]


def schedule(ages: int) -> str:
    cells = " | ".join(["✓"] * ages)
    head = f"| Vaccine | {' | '.join(AGES[:ages])} |\n|{'---|' * (ages + 1)}\n"
    return f"# T\n\n## Schedule\n\nLook here.\n\n{head}| Pneumococcus | {cells} |\n"


def printed(markdown: str, column: Column) -> tuple[Block, ...]:
    guide = parse_guide(markdown)
    return fit_tables(guide, column, Printer(guide).plain, "{0}: {1}").blocks


def test_width_goes_where_it_saves_lines() -> None:
    narrow, wide = column_shares([4, 4], [[4, 40], [4, 40]], 24)
    assert narrow == pytest.approx(4 / 24) and wide == pytest.approx(20 / 24)
    assert column_shares([4, 4], [[8, 8]], 20) == pytest.approx((0.5, 0.5))
    assert column_shares([6, 6], [[9, 9]], 10) == (0.5, 0.5)  # its words are wider than the table


@pytest.mark.parametrize(
    ("ages", "column", "expected"),
    [
        (5, HANDOUT, "close"),
        (14, HANDOUT, "close rotated"),
        (14, replace(HANDOUT, rotated_mm=0), "stacked"),
        (14, replace(HANDOUT, smallest_pt=18, largest_pt=18), "stacked"),
    ],
)
def test_a_table_takes_the_first_form_that_fits(ages: int, column: Column, expected: str) -> None:
    table = printed(schedule(ages), column)[-1]
    assert dict(table.attributes).get("class") == expected
    assert (table.kind is Kind.DEFINITIONS) == (expected == "stacked")


def test_the_heading_and_the_line_before_a_table_on_its_side_go_with_it() -> None:
    _, heading, line, _ = printed(schedule(14), HANDOUT)
    assert {dict(block.attributes)["class"] for block in (heading, line)} == {"rotated"}
    title, heading, line, _ = printed(schedule(5), HANDOUT)
    assert not any("class" in dict(block.attributes) for block in (title, heading, line))


def test_a_few_columns_are_read_row_by_row_rather_than_on_their_side() -> None:
    heads = ["Hypersensitivity reactions"] * 6
    markdown = f"# T\n\n| {' | '.join(heads)} |\n|{'---|' * 6}\n| {' | '.join(['Thrombocytopenia'] * 6)} |\n"
    assert printed(markdown, replace(HANDOUT, width_mm=100))[-1].kind is Kind.DEFINITIONS
