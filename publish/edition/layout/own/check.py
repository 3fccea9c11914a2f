"""Check a layout of one's own: what of it has no effect, and on a page for the web, whether it tells about printed copies."""

from collections.abc import Iterable, Iterator

from publish.edition.layout.own.blocks import find_unused_blocks
from publish.edition.layout.own.copy_state import find_copy_faults
from publish.edition.layout.own.style_rules import find_unused_rules
from publish.edition.layout.spec import LayoutSpec
from publish.edition.passes.tree import Element
from publish.project import Finding, Snapshot


def check_own_layout(snapshot: Snapshot, spec: LayoutSpec, rtl: bool, root: Element, families: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for all that is wrong with a layout that was not shipped, whose template printed the page ``root``."""
    if len(snapshot.layout_roots) > 1:
        yield from find_unused_blocks(snapshot, spec)
        yield from find_unused_rules(snapshot, spec, rtl, root, families)
        yield from find_copy_faults(snapshot, spec, rtl, root) if spec.kind == "html" else ()
