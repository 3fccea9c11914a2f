"""Change the tree of a template before it is compiled, so that its loops, comparisons and lists are counted."""

from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

# No template can write these names of filters, because they have a space in them.
COUNTED = "each turn"
WEIGHED = "looked at"
CONCATENATED = "one text"


def guard(template: nodes.Template) -> nodes.Template:
    """Return ``template`` with a filter around all that could take long without a call."""
    return _Guards().visit(template)  # type: ignore[no-any-return]


class _Guards(NodeTransformer):
    def visit_For(self, node: nodes.For, *_: Any) -> nodes.Node:
        """Count the turns."""
        self.generic_visit(node)
        node.iter = _filtered(node.iter, COUNTED)
        return node

    def visit_Concat(self, node: nodes.Concat, *_: Any) -> nodes.Node:
        """Count the letters that ``~`` makes."""
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), CONCATENATED)

    def visit_Compare(self, node: nodes.Compare, *_: Any) -> nodes.Node:
        """Count what is compared."""
        self.generic_visit(node)
        node.expr = _filtered(node.expr, WEIGHED)
        for operand in node.ops:
            operand.expr = _filtered(operand.expr, WEIGHED)
        return node

    def visit_Getitem(self, node: nodes.Getitem, *_: Any) -> nodes.Node:
        """Count what a slice copies."""
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _filtered(node.node, WEIGHED)
        return node

    def visit_List(self, node: nodes.List, *_: Any) -> nodes.Node:
        """Count the items, those of lists in the list too."""
        self.generic_visit(node)
        return _filtered(node, WEIGHED)

    def visit_Dict(self, node: nodes.Dict, *_: Any) -> nodes.Node:
        """Count the items."""
        self.generic_visit(node)
        return _filtered(node, WEIGHED)

    def visit_Tuple(self, node: nodes.Tuple, *_: Any) -> nodes.Node:
        """Count the items of a tuple that is read; one that is written to holds names."""
        self.generic_visit(node)
        return _filtered(node, WEIGHED) if node.ctx == "load" else node


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
