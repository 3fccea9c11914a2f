"""Find all that has no effect in a layout of one's own."""

from collections.abc import Iterable, Iterator

from publish.edition.layout.own.blocks import find_unused_blocks
from publish.edition.layout.own.style_rules import find_unused_rules
from publish.edition.layout.spec import LayoutSpec
from publish.edition.passes.tree import Element
from publish.project import Finding, Snapshot


def find_unused(snapshot: Snapshot, spec: LayoutSpec, rtl: bool, root: Element, families: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each block, selector and font of a layout of one's own that changes nothing on the page ``root``."""
    if len(snapshot.layout_roots) > 1:
        yield from find_unused_blocks(snapshot, spec)
        yield from find_unused_rules(snapshot, spec, rtl, root, families)
