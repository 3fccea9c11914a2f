"""One grammar of ``{fact}`` for the parser, templates, checks and signatures."""

import pytest

from publish.approval.scope import covered_messages
from publish.catalog.template import template
from publish.checks.analysis.parsed_text import parse_text
from publish.guide import parse_guide
from publish.guide.tree import Fact, nodes_in
from publish.project import Workspace
from publish.text.placeholders import CITATION, FACT, decode_facts, fact_names

FACTS = ("dose", "Dose", "_dose", "dose_2", "half-life", "clinic.phone", "a.b.c", "x")
ORDINARY = ("", " dose", "dose ", "2nd", "-dose", "a..b", ".a", "a.", "a.2", "dosé", "剂量", "a b", "a:b")


@pytest.mark.parametrize("name", FACTS)
def test_a_name_is_a_fact_for_every_room(name: str) -> None:
    text = f"Take {{{name}}} now"
    assert FACT.findall(text) == [name] == fact_names(f"tel:%7B{name}%7D")
    assert _parsed(text) == [name]
    assert parse_text(text, False).marks == {"placeholder": {f"{{{name}}}": 1}} == parse_text(text, True).marks


@pytest.mark.parametrize("name", ORDINARY)
def test_what_is_no_name_is_ordinary_text_for_every_room(name: str) -> None:
    text = f"Take {{{name}}} now"
    assert FACT.findall(text) == [] == fact_names(f"tel:%7B{name}%7D")
    assert _parsed(text) == []
    assert "placeholder" not in parse_text(text, False).marks and "placeholder" not in parse_text(text, True).marks


def test_an_encoded_target_shows_its_facts_in_braces() -> None:
    assert decode_facts("tel:%7Bclinic.phone%7D") == "tel:{clinic.phone}"
    assert decode_facts("https://example.org/%7B2nd%7D") == "https://example.org/%7B2nd%7D"


@pytest.mark.parametrize(("text", "found"), [("[^a]", ["a"]), ("[^a b]", []), ("[^]", []), ("[^a[^b]", ["b"]), (f"[^{'x' * 201}]", [])])
def test_citations(text: str, found: list[str]) -> None:
    assert CITATION.findall(text) == found


def test_templates_and_signatures_name_the_same_facts(workspace: Workspace) -> None:
    folder = workspace.guide_folder("hair")
    (folder / "guide.md").write_text("# Dose\n\nTake {half-life}, {2nd} and {Dose}[^label].\n")
    facts = 'half-life = { value = 5, unit = "week" }\n2nd = { value = 2 }\nDose = { text = "one" }\n'
    label = '[[references]]\nid = "label"\ntext = "The label"\n'
    (folder / "guide.toml").write_text(f'edition = "1"\npublished = 2026-11-23\n[facts]\n{facts}{label}')
    (flags,) = (entry.flags for entry in template(workspace.snapshot(), "hair").messages if entry.msgid.startswith("Take"))
    assert "placeholders:{half-life}:{Dose}" in flags
    (signed,) = (entry.msgstr for entry in covered_messages(workspace.snapshot(), "hair") if entry.msgid.startswith("Take"))
    assert signed.splitlines()[1:] == ["{half-life} = 5 week", "{Dose} = one", "[^label] = The label"]


def _parsed(text: str) -> list[str]:
    guide = parse_guide(text)
    return [node.name for block in guide.walk() for part in block.texts for node in nodes_in(part.inlines) if isinstance(node, Fact)]
