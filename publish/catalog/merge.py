"""Bringing a catalog up to date with its template."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import Indel

from publish.po.model import FUZZY, Catalog, Entry, Key, Previous, Texts
from publish.po.plurals import parse_plural_forms

CUTOFF = 0.6  # the least similarity of a fuzzy match, that of msgmerge
SURE = 0.85  # from here on, what has left its place is the message that was edited
MARGIN = 0.1  # so much more alike must one be that is still there: it was not edited, it only reads alike
FROM_TEMPLATE = ("Report-Msgid-Bugs-To", "POT-Creation-Date")


@dataclass(frozen=True, slots=True)
class Remembered:
    """A translation of another catalog, and the name of that catalog."""

    entry: Entry
    origin: str


def merge(catalog: Catalog, template: Catalog, memory: Mapping[str, Remembered] | None = None) -> Catalog:
    """Return ``catalog`` with the messages of ``template``, in the template's order.

    A message that is still there keeps its translation (an obsolete one is revived). A new one takes, as
    fuzzy: the translation of the same msgid in another context or, by way of ``memory`` (by msgid), of
    another catalog, whose name is noted; else that of the most similar msgid, which is noted as ``#|``.
    Translations that are no longer in use become obsolete. Entries that say what they said keep their bytes.
    """
    merger = _Merger(catalog, template, memory or {})
    merged = [merger.message(wanted) for wanted in template.messages]
    left = tuple(_obsolete(entry) for entry in catalog.entries if merger.is_left(entry))
    if catalog.header and (*merged, *left) == tuple(entry for entry in catalog.entries if not entry.is_header):
        return catalog  # a newer date of the template alone is no reason to write a file
    return replace(catalog, entries=(*_header(catalog, template), *merged, *left))


class _Merger:
    """What one merge knows: the old entries, which of them are used, and how many plural forms there are."""

    def __init__(self, catalog: Catalog, template: Catalog, memory: Mapping[str, Remembered]) -> None:
        self.known: dict[Key, Entry] = {entry.key: entry for entry in reversed(catalog.entries) if not entry.is_header}
        self.memory = memory
        self.used = {entry.key for entry in template.messages}
        self.forms = _forms(catalog) or _forms(template) or 1
        usable = [entry for entry in self.known.values() if entry.translated and entry.msgid]
        leaving = [entry for entry in usable if entry.key not in self.used]
        self._leaving = _Matcher(leaving)
        self._staying = _Matcher(entry for entry in usable if entry.key in self.used)
        self._follower = _followers(catalog.entries, leaving)
        self._last: Key = (None, "")

    def message(self, wanted: Entry) -> Entry:
        """Return the entry for a message of the template."""
        found = self.known.get(wanted.key)
        if found:
            self._last = found.key
        remembered = self.memory.get(wanted.msgid)
        if found and (found.translated or not remembered):
            return self._kept(found, wanted)
        similar = None if found else self._similar(wanted.msgid)
        if remembered and not (similar and similar.msgid == wanted.msgid):
            note = f"Translation taken from {remembered.origin}; check that it fits here."
            return self._guess(wanted, remembered.entry, (*(found.comments if found else ()), note))
        if similar:
            self.used.add(similar.key)
            self._last = similar.key
            return self._guess(wanted, similar, similar.comments)
        return replace(wanted, msgstr="", msgstr_plural=self._all_forms(("",), wanted), origin=None)

    def is_left(self, entry: Entry) -> bool:
        """Tell whether an old entry is kept as obsolete."""
        return not entry.is_header and entry.key not in self.used and (any(entry.msgstrs) or entry.obsolete)

    def _similar(self, msgid: str) -> Entry | None:
        """Return the most similar translated entry, with some preference for one whose own message has gone."""
        leaving, score = self._leaving.best(msgid, CUTOFF, self._follower.get(self._last))
        if score >= SURE:
            return leaving
        staying, _ = self._staying.best(msgid, score + MARGIN if leaving else CUTOFF)
        return staying or leaving

    def _kept(self, found: Entry, wanted: Entry) -> Entry:
        """Return the old entry with what the template says of it."""
        flags, sticky = _flags(found, wanted)
        previous = found.previous if found.fuzzy else None
        said = (found.obsolete, found.extracted, found.references, found.flags, found.sticky_flags, found.previous)
        entry = found
        if said != (False, wanted.extracted, wanted.references, flags, sticky, previous):
            entry = replace(
                found,
                obsolete=False,
                extracted=wanted.extracted,
                references=wanted.references,
                flags=flags,
                sticky_flags=sticky,
                previous=previous,
            )
        return entry if found.msgid_plural == wanted.msgid_plural else self._recounted(entry, wanted)

    def _recounted(self, entry: Entry, wanted: Entry) -> Entry:
        """Return an entry whose message has got, lost or changed its plural; a person has to look at it."""
        forms = self._all_forms(entry.msgstrs, wanted)
        changed = replace(entry, msgid_plural=wanted.msgid_plural, msgstr=entry.msgstrs[0], msgstr_plural=forms)
        if not entry.translated:
            return changed
        flags = entry.flags if entry.fuzzy else (FUZZY, *entry.flags)
        return replace(changed, flags=flags, previous=Previous(entry.msgid, entry.msgctxt, entry.msgid_plural))

    def _guess(self, wanted: Entry, source: Entry, comments: Texts) -> Entry:
        """Return the message of the template with the translation of ``source``, fuzzy."""
        said = Previous(source.msgid, source.msgctxt, source.msgid_plural)
        before = source.previous if source.fuzzy and source.previous else said
        same = before == Previous(wanted.msgid, wanted.msgctxt, wanted.msgid_plural)
        return replace(
            wanted,
            msgstr=source.msgstrs[0],
            msgstr_plural=self._all_forms(source.msgstrs, wanted),
            comments=comments,
            flags=(FUZZY, *wanted.flags),
            previous=None if same else before,
            origin=None,
        )

    def _all_forms(self, texts: Texts, wanted: Entry) -> Texts:
        """Return as many plural forms as the locale has, the last text standing in for those that lack."""
        if wanted.msgid_plural is None:
            return ()
        return (*texts, *[texts[-1]] * (self.forms - len(texts)))[: self.forms]


class _Matcher:
    """Entries by length of their msgid, so that only those are compared that can be similar enough."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = sorted(entries, key=lambda entry: len(entry.msgid))
        self._msgids = [entry.msgid for entry in self._entries]
        self._lengths = [len(msgid) for msgid in self._msgids]

    def best(self, msgid: str, cutoff: float, likely: Entry | None = None) -> tuple[Entry | None, float]:
        """Return the most similar entry and its similarity, 0 to 1; none below ``cutoff``.

        A ``likely`` one is compared first: where it is much alike, the others are soon ruled out. The similarity is
        that of GNU gettext's fstrcmp: twice the length of the longest common subsequence over the length of both.
        """
        score = Indel.normalized_similarity(msgid, likely.msgid) if likely else 0.0
        if likely and score >= cutoff:
            other, better = self.best(msgid, score + 1e-9)
            return (other, better) if other else (likely, score)
        if cutoff > 1:
            return None, 0.0
        share = cutoff / (2 - cutoff)
        low = bisect_left(self._lengths, int(len(msgid) * share))
        high = bisect_right(self._lengths, len(msgid) / share + 1)
        found = process.extractOne(msgid, self._msgids[low:high], scorer=Indel.normalized_similarity, score_cutoff=cutoff)
        return (self._entries[low + found[2]], found[1]) if found else (None, 0.0)


def _followers(entries: Iterable[Entry], leaving: Iterable[Entry]) -> dict[Key, Entry]:
    """Return for each entry the next below it that is ``leaving``: a message is edited in its place more often than not."""
    found, following = {}, None
    gone = {entry.key for entry in leaving}
    for entry in reversed(tuple(entries)):
        if following:
            found[entry.key] = following
        if entry.key in gone:
            following = entry
    return found


def _flags(found: Entry, wanted: Entry) -> tuple[Texts, Texts]:
    """Return the flags and sticky flags of a kept entry: the template's, and its own fuzzy one."""
    if found.flags == wanted.flags and found.sticky_flags == wanted.sticky_flags:
        return found.flags, found.sticky_flags
    if {*found.flags, *found.sticky_flags} - {FUZZY} == {*wanted.flags, *wanted.sticky_flags} - {FUZZY}:
        return found.flags, found.sticky_flags
    fuzzy = (FUZZY,) if found.fuzzy else ()
    return (*fuzzy, *wanted.flags), wanted.sticky_flags


def _obsolete(entry: Entry) -> Entry:
    """Return the entry as one that is no longer in use: without what the template said of it."""
    if entry.obsolete:
        return entry
    fuzzy = (FUZZY,) if entry.fuzzy else ()
    return replace(entry, obsolete=True, extracted=(), references=(), flags=fuzzy, sticky_flags=())


def _header(catalog: Catalog, template: Catalog) -> tuple[Entry, ...]:
    """Return the header of the catalog with the template's date, or the template's where the catalog has none."""
    if catalog.header is None:
        return (replace(template.header, origin=None),) if template.header else ()
    fields = {name.replace("-", "_"): template.headers.get(name, "") for name in FROM_TEMPLATE}
    header = catalog.with_headers(**{name: value for name, value in fields.items() if value}).header
    return (header,) if header else ()


def _forms(catalog: Catalog) -> int:
    try:
        return parse_plural_forms(catalog.headers.get("Plural-Forms", ""))[0]
    except ValueError:
        return 0
