"""Find rules in style sheets of one's own that change nothing on a page: their selector matches nothing, or their font is ignored."""

import posixpath
from collections.abc import Iterable, Iterator

from publish.edition.layout.spec import LayoutSpec
from publish.edition.layout.templates import sheet_files, shown_name
from publish.edition.passes.tree import Element
from publish.guide.classes import ROLES
from publish.press import NamedRule, SelectorRule, check_styles, read_rules
from publish.project import Blob, Finding, Severity, Snapshot
from publish.text.suggest import did_you_mean

_GENERIC = frozenset(
    "serif sans-serif monospace cursive fantasy system-ui ui-serif ui-sans-serif math inherit initial unset revert".split()
)
_ANY_PAGE = frozenset({""})
_FAMILIES_STAND = "write it under families in layouts/typography.toml, or as family under [brand]"


def find_unused_rules(snapshot: Snapshot, spec: LayoutSpec, rtl: bool, root: Element, families: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each selector of one's own (``selector-unused``) that matches nothing in the page ``root``.

    A selector with a name that no style sheet, role or element has is a warning; another one, which may match in another guide, a note.
    What a copy of a shipped style sheet has as it ships is not reported: it is for other guides, papers and folds.
    A font that is none of ``families`` is a warning too (``family-ignored``).
    """
    shipped = f"{snapshot.layout_roots[-1]}/"
    files = [file for file in sheet_files(snapshot, spec, rtl) if not check_styles([(file.path, file.text)], spec.file)]
    if all(file.path.startswith(shipped) for file in files):
        return
    own = [file for file in files if not file.path.startswith(shipped)]
    copied = [rule for file in own for rule in _shipped_rules(snapshot, file)]
    theirs = [*copied, *(rule for file in files if file.path.startswith(shipped) for rule in read_rules(file.text))]
    as_shipped = {_subject(rule) for rule in copied}
    read = [(shown_name(file.path), rule) for file in own for rule in read_rules(file.text, root)]
    ours = [(name, rule) for name, rule in read if _subject(rule) not in as_shipped]
    known = {*ROLES, *spec.classes, *_names_in(root)}
    known |= {name for rule in theirs if isinstance(rule, SelectorRule) for name in rule.names}
    named = [rule for rule in (*theirs, *(rule for _, rule in read)) if isinstance(rule, NamedRule)]
    pages = {*spec.panels, *(name for rule in named if rule.kind == "page" for name in rule.names)}
    for file, rule in ours:
        if isinstance(rule, SelectorRule):
            yield from _about_selector(file, rule, known) if not rule.matches else ()
        elif rule.kind == "@page":
            yield from _about_names(file, rule, pages | _ANY_PAGE, "there is no page “{}”: this rule changes nothing", "correct the name")
        elif rule.kind == "font" and spec.kind != "html":
            yield from _about_names(file, rule, {*families, *_GENERIC}, "the font “{}” may not print: it is ignored", _FAMILIES_STAND)


def _shipped_rules(snapshot: Snapshot, file: Blob) -> Iterator[SelectorRule | NamedRule]:
    """Yield the rules of the shipped style sheets with the name of ``file``: it may be a copy of one."""
    for name in snapshot.search(f"{snapshot.layout_roots[-1]}/*/{posixpath.basename(file.path)}"):
        yield from read_rules(snapshot.read(name).text)


def _subject(rule: SelectorRule | NamedRule) -> tuple[str, ...]:
    """Return what ``rule`` is about, wherever it stands."""
    return (rule.selector,) if isinstance(rule, SelectorRule) else (rule.kind, *rule.names)


def _about_selector(file: str, rule: SelectorRule, known: set[str]) -> Iterator[Finding]:
    message = f"“{rule.selector}” matches nothing on this page"
    unknown = [name for name in rule.names if name not in known]
    if unknown:
        hint = did_you_mean(unknown[0], sorted(known), f"no element has the class, id or name “{unknown[0]}”")
        yield Finding(Severity.WARNING, "selector-unused", message, file=file, line=rule.line, hint=hint)
    else:
        hint = "leave it if it is for another guide, clinic, paper or fold; else correct it"
        yield Finding(Severity.NOTE, "selector-unused", message, file=file, line=rule.line, hint=hint)


def _about_names(file: str, rule: NamedRule, known: set[str], message: str, then: str) -> Iterator[Finding]:
    for name in rule.names:
        if name.casefold() not in map(str.casefold, known):
            hint = did_you_mean(name, sorted(known - _ANY_PAGE - _GENERIC), then)
            is_font, text = rule.kind == "font", message.format(name)
            yield Finding(
                Severity.WARNING, "family-ignored" if is_font else "selector-unused", text, file=file, line=rule.line, hint=hint
            )


def _names_in(root: Element) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str):
            yield element.tag
            yield from (element.get("class") or "").split()
            yield element.get("id") or element.tag
