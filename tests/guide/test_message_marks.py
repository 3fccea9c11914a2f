"""In a page each message is named by the element of its block, and nothing else about the page changes."""

import re
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from publish.guide import Guide, Hooks, Message, Printer, messages, parse_guide, to_html, translate_guide
from tests.guide.spec import examples

ROOT = Path(__file__).resolve().parents[2]
GUIDES = [*ROOT.glob("source/*/guide.md"), *ROOT.glob("tests/data/*/source/*/guide.md")]
MARKED = Hooks(message_marks=True, citation=lambda name: "")
SMALL = """# Title

Text with *emphasis*[^n].

- tight
    - inner
- other
  > quoted

1. loose

2. item

term
: definition

| head | |
|------|-|
| cell | `code` |

![alt](p.png "caption")

::: warning Beware
- stop
- {.c}
  go
:::

[^n]: A note.
"""


def elements(html: str) -> list[tuple[Element, list[str]]]:
    """Return the elements that name messages, with the marks of these."""
    found = fromstring(f"<body>{html}</body>").iter()
    return [(element, element.get("data-message", "").split()) for element in found if "data-message" in element.attrib]


def own_text(element: Element) -> str:
    """Return the text of ``element`` that no element inside it names a message for."""
    if element.tag == "img":
        return element.get("title", "") + element.get("alt", "")
    parts = [element.text or ""]
    for child in element:
        parts += ["" if "data-message" in child.attrib or child.tag == "sup" else own_text(child), child.tail or ""]
    return "".join(parts)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("path", [None, *GUIDES], ids=lambda path: path.parent.name if path else "small")
def test_every_message_is_named_exactly_where_its_block_is(path: Path | None) -> None:
    guide = parse_guide(path.read_text(encoding="utf-8") if path else SMALL)
    found = elements(to_html(guide, MARKED))
    assert Counter(mark for _, marks in found for mark in marks) == Counter(message.mark for message in messages(guide))
    plain = texts_of(guide)
    for element, marks in found:
        assert squeezed(own_text(element)) == squeezed("".join(plain[mark] for mark in marks)), element.attrib


def texts_of(guide: Guide) -> dict[str, str]:
    """Return the plain text of each message by its mark."""
    printer = Printer(guide)
    return {text.message.mark: printer.plain(text) for block in guide.walk() for text in block.texts if text.message}


def test_which_elements_name_messages() -> None:
    found = Counter(element.tag for element, _ in elements(to_html(parse_guide(SMALL), MARKED)))
    assert found == {"h1": 1, "p": 7, "li": 3, "dt": 1, "dd": 1, "th": 1, "td": 1, "span": 2}


def test_a_translated_page_names_the_messages_of_its_source() -> None:
    guide = parse_guide(SMALL)
    translated = translate_guide(guide, lambda msgid, msgctxt: f"x {msgid}")
    marks = [marks for _, marks in elements(to_html(guide, MARKED))]
    assert [marks for _, marks in elements(to_html(translated, MARKED))] == marks


def test_the_context_is_part_of_the_mark() -> None:
    assert len({Message("a").mark, Message("a", "b").mark, Message("b").mark, Message("a", "c").mark}) == 4
    assert Message("a").mark == Message("a", comments=("c",), reference="#r", critical=True).mark


def test_a_figure_of_an_edition_gets_the_marks_or_a_frame_that_has_them() -> None:
    hooks = Hooks(message_marks=True, figure=lambda src, alt, title, marks: f"<figure>{marks}</figure>")
    guide = parse_guide("![alt](p.png)\n\n{#here}\n![alt](p.png)\n")
    mark = messages(guide)[0].mark
    assert to_html(guide, hooks) == f'<figure>{mark}</figure>\n<div id="here" data-message="{mark}"><figure></figure></div>\n'


def test_without_the_marks_the_html_is_the_same() -> None:
    for text in [SMALL, *(example["markdown"] for example in examples())]:
        guide = parse_guide(text)
        assert re.sub(' data-message="[^"]*"', "", to_html(guide, MARKED)) == to_html(guide)
