"""Check a layout of one's own: what of it has no effect, and on a page for the web, what it says of printed copies."""

from collections.abc import Iterable, Iterator, Mapping

from publish.edition.layout.own.blocks import find_unused_blocks
from publish.edition.layout.own.copy_state import complete_copy_state
from publish.edition.layout.own.style_rules import find_unused_rules
from publish.edition.layout.spec import LayoutSpec
from publish.edition.passes.tree import Element
from publish.project import Finding, Snapshot


def check_own_layout(
    snapshot: Snapshot, spec: LayoutSpec, rtl: bool, root: Element, families: Iterable[str], values: Mapping[str, object]
) -> Iterator[Finding]:
    """Yield a finding for all that is wrong with a layout that was not shipped, whose template printed ``values`` as the page ``root``.

    A page for the web is completed by what it leaves out of printed copies.
    """
    if len(snapshot.layout_roots) > 1:
        yield from find_unused_blocks(snapshot, spec)
        yield from find_unused_rules(snapshot, spec, rtl, root, families)
        yield from complete_copy_state(snapshot, spec, rtl, root, values) if spec.kind == "html" else ()
