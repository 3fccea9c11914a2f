"""Merge a template into a catalog: keep, match or mark as obsolete each translation."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import Indel

from publish.po.model import FUZZY, Catalog, Entry, Key, Previous, Texts, set_header
from publish.po.plurals import parse_plural_forms

CUTOFF = 0.6  # least similarity of a fuzzy match, as in msgmerge
SURE = 0.85  # from this similarity on, a message that is gone from the template is taken for the one that was edited
MARGIN = 0.1  # so much more similar must a message be that is still in the template: it was not edited, it is only alike
FROM_TEMPLATE = ("Report-Msgid-Bugs-To", "POT-Creation-Date")


@dataclass(frozen=True, slots=True)
class KnownTranslation:
    """A translated entry of another catalog of the locale, and the domain of that catalog."""

    entry: Entry
    domain: str


FindKnown = Callable[[str], KnownTranslation | None]


def merge(catalog: Catalog, template: Catalog, find_known: FindKnown | None = None) -> Catalog:
    """Return ``catalog`` with the messages of ``template``, in the template's order.

    A message that the catalog has, obsolete or not, keeps its translation. A new message takes as fuzzy, in this order: the
    translation of the same msgid in another context; that of another catalog, which ``find_known`` returns for the msgid, with a
    comment that names that catalog; that of the most similar msgid, which becomes the previous msgid (``#|``). Translations that
    are no longer used become obsolete. Unchanged entries keep their bytes, and a catalog without other changes keeps its date.
    """
    merger = _Merger(catalog, template, find_known)
    merged = [merger.merge_message(wanted) for wanted in template.messages]
    left = tuple(_make_obsolete(entry) for entry in catalog.entries if merger.is_left(entry))
    if catalog.header and (*merged, *left) == tuple(entry for entry in catalog.entries if not entry.is_header):
        return catalog  # a newer date of the template alone is no reason to write the file
    return replace(catalog, entries=(*_merge_header(catalog, template), *merged, *left))


class _Merger:
    """The state of one merge: the old entries, which of them are used, and the number of plural forms of the locale."""

    def __init__(self, catalog: Catalog, template: Catalog, find_known: FindKnown | None) -> None:
        self._old: dict[Key, Entry] = {entry.key: entry for entry in reversed(catalog.entries) if not entry.is_header}
        self._find_known = find_known
        self._used = {entry.key for entry in template.messages}
        self._forms = _number_of_forms(catalog) or _number_of_forms(template) or 1
        usable = [entry for entry in self._old.values() if entry.translated and entry.msgid]
        leaving = [entry for entry in usable if entry.key not in self._used]
        self._leaving = _Matcher(leaving)
        self._staying = _Matcher(entry for entry in usable if entry.key in self._used)
        self._next_leaving = _next_leaving(catalog.entries, leaving)
        self._last: Key = (None, "")  # the old entry that the previous message of the template was merged with

    def merge_message(self, wanted: Entry) -> Entry:
        """Return the entry for a message of the template."""
        old = self._old.get(wanted.key)
        if old:
            self._last = old.key
        known = self._find_known(wanted.msgid) if self._find_known else None
        if old and (old.translated or not known):
            return self._update(old, wanted)
        similar = None if old else self._find_similar(wanted.msgid)
        if known and not (similar and similar.msgid == wanted.msgid):
            comment = f"Translation taken from {known.domain}; check that it fits here."
            return self._guess(wanted, known.entry, (*(old.comments if old else ()), comment))
        if similar:
            self._used.add(similar.key)
            self._last = similar.key
            return self._guess(wanted, similar, similar.comments)
        return replace(wanted, msgstr="", msgstr_plural=self._plural_forms(("",), wanted), origin=None)

    def is_left(self, entry: Entry) -> bool:
        """Tell whether an old entry is kept as obsolete: one that was not used, and has a text."""
        return not entry.is_header and entry.key not in self._used and (any(entry.msgstrs) or entry.obsolete)

    def _find_similar(self, msgid: str) -> Entry | None:
        """Return the most similar translated entry, preferring those whose message has left the template."""
        leaving, similarity = self._leaving.best(msgid, CUTOFF, self._next_leaving.get(self._last))
        if similarity >= SURE:
            return leaving
        staying, _ = self._staying.best(msgid, similarity + MARGIN if leaving else CUTOFF)
        return staying or leaving

    def _update(self, old: Entry, wanted: Entry) -> Entry:
        """Return the old entry with the comments, references, flags and plural of the template."""
        flags, sticky_flags = _merge_flags(old, wanted)
        previous = old.previous if old.fuzzy else None
        before = (old.obsolete, old.extracted, old.references, old.flags, old.sticky_flags, old.previous)
        entry = old
        if before != (False, wanted.extracted, wanted.references, flags, sticky_flags, previous):  # to copy each entry would be slow
            entry = replace(
                old,
                obsolete=False,
                extracted=wanted.extracted,
                references=wanted.references,
                flags=flags,
                sticky_flags=sticky_flags,
                previous=previous,
            )
        return entry if old.msgid_plural == wanted.msgid_plural else self._change_plural(entry, wanted)

    def _change_plural(self, entry: Entry, wanted: Entry) -> Entry:
        """Return an entry whose message gained, lost or changed its plural; its translation becomes fuzzy."""
        forms = self._plural_forms(entry.msgstrs, wanted)
        changed = replace(entry, msgid_plural=wanted.msgid_plural, msgstr=entry.msgstrs[0], msgstr_plural=forms)
        if not entry.translated:
            return changed
        flags = entry.flags if entry.fuzzy else (FUZZY, *entry.flags)
        return replace(changed, flags=flags, previous=Previous(entry.msgid, entry.msgctxt, entry.msgid_plural))

    def _guess(self, wanted: Entry, source: Entry, comments: Texts) -> Entry:
        """Return the message of the template with the translation of ``source``, fuzzy.

        The previous msgid is the one that ``source`` was translated from: its own, or that of its ``#|`` lines if it is fuzzy itself.
        """
        own = Previous(source.msgid, source.msgctxt, source.msgid_plural)
        previous = source.previous if source.fuzzy and source.previous else own
        same = previous == Previous(wanted.msgid, wanted.msgctxt, wanted.msgid_plural)
        return replace(
            wanted,
            msgstr=source.msgstrs[0],
            msgstr_plural=self._plural_forms(source.msgstrs, wanted),
            comments=comments,
            flags=(FUZZY, *wanted.flags),
            previous=None if same else previous,
            origin=None,
        )

    def _plural_forms(self, texts: Texts, wanted: Entry) -> Texts:
        """Return as many plural forms as the locale has, the last text repeated for missing ones; none without a plural."""
        if wanted.msgid_plural is None:
            return ()
        return (*texts, *[texts[-1]] * (self._forms - len(texts)))[: self._forms]


class _Matcher:
    """Entries sorted by the length of their msgid, so that only those are compared that can be similar enough."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = sorted(entries, key=lambda entry: len(entry.msgid))
        self._msgids = [entry.msgid for entry in self._entries]
        self._lengths = [len(msgid) for msgid in self._msgids]

    def best(self, msgid: str, cutoff: float, likely: Entry | None = None) -> tuple[Entry | None, float]:
        """Return the most similar entry and its similarity, 0 to 1; None and 0 if none reaches ``cutoff``.

        A ``likely`` entry is compared first: if it is very similar, most others need not be compared. The similarity is that of
        GNU gettext's fstrcmp: twice the length of the longest common subsequence over the length of both.
        """
        similarity = Indel.normalized_similarity(msgid, likely.msgid) if likely else 0.0
        if likely and similarity >= cutoff:
            other, better = self.best(msgid, similarity + 1e-9)
            return (other, better) if other else (likely, similarity)
        if cutoff > 1:
            return None, 0.0
        share = cutoff / (2 - cutoff)  # a text that is shorter than this share of the other cannot be similar enough
        low = bisect_left(self._lengths, int(len(msgid) * share))
        high = bisect_right(self._lengths, len(msgid) / share + 1)
        found = process.extractOne(msgid, self._msgids[low:high], scorer=Indel.normalized_similarity, score_cutoff=cutoff)
        return (self._entries[low + found[2]], found[1]) if found else (None, 0.0)


def _next_leaving(entries: Iterable[Entry], leaving: Iterable[Entry]) -> dict[Key, Entry]:
    """Return for each entry the next one below it that is ``leaving``, because a message is usually edited in its place."""
    found, following = {}, None
    keys = {entry.key for entry in leaving}
    for entry in reversed(tuple(entries)):
        if following:
            found[entry.key] = following
        if entry.key in keys:
            following = entry
    return found


def _merge_flags(old: Entry, wanted: Entry) -> tuple[Texts, Texts]:
    """Return the flags and sticky flags of the template, and the fuzzy flag of the old entry; unchanged if only their order differs."""
    if (old.flags, old.sticky_flags) == (wanted.flags, wanted.sticky_flags):
        return old.flags, old.sticky_flags
    if {*old.flags, *old.sticky_flags} - {FUZZY} == {*wanted.flags, *wanted.sticky_flags} - {FUZZY}:
        return old.flags, old.sticky_flags
    fuzzy = (FUZZY,) if old.fuzzy else ()
    return (*fuzzy, *wanted.flags), wanted.sticky_flags


def _make_obsolete(entry: Entry) -> Entry:
    """Return the entry as an obsolete one, without what comes from the template."""
    if entry.obsolete:
        return entry
    fuzzy = (FUZZY,) if entry.fuzzy else ()
    return replace(entry, obsolete=True, extracted=(), references=(), flags=fuzzy, sticky_flags=())


def _merge_header(catalog: Catalog, template: Catalog) -> tuple[Entry, ...]:
    """Return the header of the catalog with the date and address of the template; the template's header if it has none."""
    if catalog.header is None:
        return (replace(template.header, origin=None),) if template.header else ()
    text = catalog.header.msgstr
    for name in FROM_TEMPLATE:
        if value := template.headers.get(name):
            text = set_header(text, name, value)
    return (replace(catalog.header, msgstr=text),)


def _number_of_forms(catalog: Catalog) -> int:
    """Return the number of plural forms that the header of the catalog states; 0 if it states none."""
    try:
        return parse_plural_forms(catalog.headers.get("Plural-Forms", ""))[0]
    except ValueError:
        return 0
