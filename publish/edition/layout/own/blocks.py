"""Find blocks of a layout's templates that no page prints, because the template they extend has no block of that name."""

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from publish.edition.layout.spec import LayoutSpec
from publish.edition.layout.templates import parsed_template, shown_name
from publish.project import Finding, Severity, Snapshot
from publish.text.suggest import did_you_mean

_MOST_PARENTS = 20
_OUTSIDE = "this stands outside of all blocks: a template that extends another prints only what is in its blocks"


@dataclass(frozen=True, slots=True)
class _Template:
    """A template with the names of its blocks; ``own`` tells that it was not shipped."""

    file: str
    tree: nodes.Template
    own: bool

    @property
    def blocks(self) -> frozenset[str]:
        """The names of its blocks."""
        return frozenset(block.name for block in self.tree.find_all(nodes.Block))

    @property
    def called(self) -> frozenset[str]:
        """The blocks that it prints by name (``self.back()``)."""
        found = self.tree.find_all(nodes.Getattr)
        return frozenset(each.attr for each in found if isinstance(each.node, nodes.Name) and each.node.name == "self")


def find_unused_blocks(snapshot: Snapshot, spec: LayoutSpec) -> Iterator[Finding]:
    """Yield an error (``block-unused``) for each block, and each text outside of blocks, in a template of one's own that nothing prints."""
    chain = list(_chain(snapshot, spec))
    called = frozenset().union(*(template.called for template in chain))
    for place, template in enumerate(chain[:-1]):
        known = frozenset().union(*(parent.blocks for parent in chain[place + 1 :]))
        for node in template.tree.body if template.own else ():
            if isinstance(node, nodes.Block) and node.name not in known | called:
                yield _unknown(template.file, node, known)
            elif isinstance(node, nodes.Output) and (line := _line_of_text(node)):
                yield _finding(template.file, line, _OUTSIDE, "move it into a block, such as {% block back %}")


def _chain(snapshot: Snapshot, spec: LayoutSpec) -> Iterator[_Template]:
    """Yield the template of ``spec``, the one that it extends, and so on."""
    name: str | None = spec.template
    for _ in range(_MOST_PARENTS):
        found = parsed_template(snapshot, spec, name) if name else None
        if found is None:
            return
        path, tree = found
        own = not path.startswith(f"{snapshot.layout_roots[-1]}/")
        yield _Template(shown_name(path), tree, own)
        extended = tree.find(nodes.Extends)
        name = extended.template.value if extended and isinstance(extended.template, nodes.Const) else None


def _line_of_text(output: nodes.Output) -> int | None:
    """Return the line of the first thing that ``output`` would print; None if that is white space alone."""
    for node in output.nodes:
        if not isinstance(node, nodes.TemplateData):
            return node.lineno
        if text := node.data.lstrip():
            return node.lineno + node.data.count("\n", 0, len(node.data) - len(text))
    return None


def _unknown(file: str, block: nodes.Block, known: frozenset[str]) -> Finding:
    names = ", ".join(sorted(known))
    hint = did_you_mean(block.name, sorted(known), f"the blocks are {names}")
    return _finding(file, block.lineno, f"there is no block “{block.name}” in the template that this one extends: it is not printed", hint)


def _finding(file: str, line: int, message: str, hint: str) -> Finding:
    return Finding(Severity.ERROR, "block-unused", message, file=file, line=line, hint=hint)
