"""What is painted and what is said of a panel that stands on its head: together all of it, and nothing twice."""

from collections import Counter

import pikepdf
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator, String

from publish.press.sheets.reading_order import INVISIBLE, REPLACEMENT_NAME, first_glyph, fold_separators, split_paint_and_text

MARKS = ("BDC", "BMC")


def made(operator, *operands):
    """Return one instruction."""
    return ContentStreamInstruction(list(operands), Operator(operator))


def shown(text, mode=0):
    """Return a text in text rendering mode ``mode``."""
    parts = [made("BT"), made("Tf", Name.F1, 12), made("Tr", mode), made("TJ", [String(text)]), made("Tr", 0), made("ET")]
    return [*parts[:2], *parts[3:4], parts[5]] if mode == 0 else parts


PATH = [made("re", 0, 0, 10, 10), made("f")]
CONTENTS = st.lists(
    st.one_of(
        st.just(PATH),
        st.text("abc", min_size=2, max_size=4).map(shown),
        st.text("xyz", min_size=2, max_size=4).map(lambda text: shown(text, INVISIBLE)),
        st.text("abc", min_size=2, max_size=4).map(
            lambda text: [made("BDC", Name.Span, Dictionary(ActualText=text)), *shown(text), made("EMC")]
        ),
    ).map(lambda parts: [made("q"), *parts, made("Q")]),
    max_size=3,
)
SEQUENCES = st.lists(st.tuples(st.sampled_from(["/P", "/Figure", "/Artifact", ""]), CONTENTS), max_size=5)


def stream(sequences):
    """Return the content of a page, tags numbered from 0; what bears no mark is no text."""
    instructions = []
    for number, (kind, contents) in enumerate(sequences):
        if not kind:
            instructions += [part for parts in contents if parts[1:-1] == PATH for part in parts]
            continue
        tag = made("BMC", Name(kind)) if kind == "/Artifact" else made("BDC", Name(kind), Dictionary(MCID=number))
        instructions += [tag, *(part for parts in contents for part in parts), made("EMC")]
    return instructions


def operators(instructions):
    """Return the names of operators in order."""
    return [str(instruction.operator) for instruction in instructions]


def texts(instructions):
    """Return what is shown, with the rendering mode and the innermost tag or property list around it."""
    mode, around, found = 0, [], []
    for instruction in instructions:
        operator, operands = str(instruction.operator), instruction.operands
        if operator in MARKS:
            around.append(str(operands[1]) if operator == "BDC" and isinstance(operands[1], Name) else str(operands[0]))
        elif operator == "EMC":
            around.pop()
        elif operator == "Tr":
            mode = int(operands[0])
        elif operator == "TJ":
            found.append((bytes(operands[0][0]), mode, tuple(around)))
    return found


def tags(instructions):
    """Return the numbers of tags in order."""
    return [int(part.operands[1].MCID) for part in instructions if str(part.operator) == "BDC" and "/MCID" in dict(part.operands[1])]


def numbered(instructions):
    """Return the numbers of tags; a property list of the resources has none."""
    return tags([part for part in instructions if not (str(part.operator) == "BDC" and isinstance(part.operands[1], Name))])


@given(SEQUENCES)
def test_what_is_seen_and_what_is_said_are_the_page(sequences):
    page = stream(sequences)
    seen, said = split_paint_and_text(page)
    assert sorted([*numbered(seen), *numbered(said)]) == numbered(page)
    assert [name for name in operators(seen) if name in ("re", "f")] == [name for name in operators(page) if name in ("re", "f")]
    assert not {"re", "f"} & set(operators(said))
    for part in (page, seen, said):
        count = Counter(operators(part))
        assert count["q"] == count["Q"] and count["BT"] == count["ET"] and count["BDC"] + count["BMC"] == count["EMC"]
    figures = [text for text, _, around in texts(page) if around[0] == "/Figure"]
    assert [text for text, _, around in texts(said)] == [text for text, _, around in texts(page) if around[0] != "/Figure"]
    assert all(mode == INVISIBLE for _, mode, _ in texts(said))
    assert [text for text, _, around in texts(seen) if around[0] == "/Figure"] == figures
    assert all(around[0] == "/Artifact" and around[-1] == str(REPLACEMENT_NAME) for _, _, around in texts(seen) if around[0] != "/Figure")


def test_each_fold_has_a_letter_of_its_own_size():
    found = pikepdf.Pdf.new()
    folds = list(fold_separators(("/F1", "0001"), [200.0, 400.5], 595))
    page = found.add_blank_page()
    page.Contents = found.make_stream(b"\n".join(folds))
    sizes = [float(part.operands[1]) for part in pikepdf.parse_content_stream(page) if str(part.operator) == "Tf"]
    assert len(folds) == 2 and sizes[0] > 595 and sizes[1] > 1.6 * sizes[0]


def test_a_page_without_text_has_no_glyph():
    assert first_glyph(PATH) is None and first_glyph(shown("ab")) == ("/F1", "6162")
