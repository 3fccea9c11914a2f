"""Headings that skip no level."""

from hypothesis import given
from hypothesis import strategies as st

from publish.guide import headings, parse_guide, without_gaps


@given(st.lists(st.integers(1, 6), max_size=12))
def test_no_heading_is_more_than_one_below_the_one_above(levels: list[int]) -> None:
    guide = parse_guide("".join(f"{'#' * level} Heading {number}\n\ntext\n\n" for number, level in enumerate(levels)))
    found = [heading.level for heading in headings(without_gaps(guide))]
    assert len(found) == len(levels)
    assert all(level <= above + 1 for above, level in zip([1, *found], found))
    assert all(level <= written for level, written in zip(found, levels, strict=True))


def test_well_ordered_headings_stay() -> None:
    guide = parse_guide("# A\n\n## B\n\n### C\n\n## D\n")
    assert without_gaps(guide) == guide


def test_headings_of_one_level_stay_of_one_level() -> None:
    guide = parse_guide("# A\n\n### B\n\n### C\n\n#### D\n\n### E\n\n## F\n\n### G\n")
    assert [heading.level for heading in headings(without_gaps(guide))] == [1, 2, 2, 3, 2, 2, 3]
