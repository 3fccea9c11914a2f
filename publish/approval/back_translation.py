"""Blind back-translations: what a second person, who does not see the source, says that a translation says.

They are kept in locales/<locale>/back-translations.jsonl, one JSON object per line; lines are only ever added, and the last one of a
message counts. Each is bound to the text that was read: after an edit it is out of date. A person compares it with the source, and the
checks do too: the best-evidenced way to find translations that would do harm (arXiv 2310.16924).
"""

import json
from dataclasses import dataclass, replace
from datetime import date

from publish.approval.request import check_request, refuse_blank_letters, single_line
from publish.approval.signatures import BACK_TRANSLATOR, HUMAN, text_digest
from publish.approval.torn_line import whole_length
from publish.catalog.store import load
from publish.catalog.template import source_of, template
from publish.checks import check_catalog
from publish.guide import Message
from publish.po.model import Catalog, Entry
from publish.project import Blob, Finding, Snapshot, Workspace, append_lines, exclusive, misuse, now, path_below, problem
from publish.project.names import back_translations_file

BROKEN = "back-translations-broken"
# What the checks say of two texts in one language, and what means nothing there.
_OF_TRANSLATIONS = frozenset("unchanged critical-missing critical-fuzzy growth shrink term-translated script-punctuation".split())
_FIELDS = ("domain", "message", "text", "by", "date", "back")


@dataclass(frozen=True, slots=True)
class BackTranslation:
    """One back-translation.

    ``message`` is the mark of the message, ``text`` the digest of the translation that was read, ``date`` an ISO date.
    """

    domain: str
    message: str
    text: str
    by: str
    date: str
    back: str


def read_back_translations(snapshot: Snapshot, locale: str) -> dict[tuple[str, str], BackTranslation]:
    """Return the last back-translation of each message, by domain and mark; none if there is no file.

    Raises `PublishError` (``back-translations-broken``) with the number of a line that is not valid.
    """
    name = back_translations_file(locale)
    return snapshot.parse(name, _parse) if snapshot.has(name) else {}


@exclusive
def save_back_translation(workspace: Workspace, locale: str, domain: str, mark: str, digest: str, back: str, by: str) -> None:
    """Add a back-translation of the text with ``digest``, by the person ``by``.

    Raises `UsageError` for a name or a domain that is not right (``name-missing``, ``unknown-guide``) and for an empty text
    (``text-missing``), and `PublishError` (``text-changed``) if the translation is not the one that was read any more.
    """
    snapshot = workspace.snapshot()
    check_request(snapshot, locale, BACK_TRANSLATOR, by, HUMAN, (domain,))
    refuse_blank_letters(by)
    entry = entry_of(snapshot, locale, domain, mark)
    if entry is None or text_digest(entry) != digest:
        hint = "load the page again, and read it anew"
        raise problem("text-changed", "the translation was changed while you were writing", locale=locale, hint=hint)
    if not back.strip():
        raise misuse("text-missing", "there is no text", locale=locale, hint="write what the translation says")
    about = {"domain": domain, "message": mark, "text": digest, "by": single_line(by), "date": now().date().isoformat()}
    line = json.dumps({"kind": "back-translation", **about, "back": back.strip()}, ensure_ascii=False) + "\n"
    append_lines(path_below(workspace.root, back_translations_file(locale)), line.encode("utf-8", "surrogatepass"), whole_length)


def entry_of(snapshot: Snapshot, locale: str, domain: str, mark: str) -> Entry | None:
    """Return the translation of the message ``mark`` if it can be read back: it is complete, not fuzzy and no plural."""
    index = load(snapshot, locale, domain).index
    wanted = (each for each in template(snapshot, domain).messages if Message(each.msgid, each.msgctxt).mark == mark)
    found = (index.get(message.key) for message in wanted)
    return next((entry for entry in found if entry is not None and entry.usable and entry.msgid_plural is None), None)


def differences(snapshot: Snapshot, domain: str, entry: Entry, back: str) -> tuple[Finding, ...]:
    """Return what the checks find between the source of ``entry`` and ``back``, which are both in the language of the source."""
    source = source_of(snapshot, domain)
    message = template(snapshot, domain).index.get(entry.key, entry)
    translation = Catalog((replace(message, msgstr=back, flags=message.flags),))
    found = check_catalog(translation, Catalog((message,)), source, source)
    return tuple(finding for finding in found if finding.msgid is not None and finding.code not in _OF_TRANSLATIONS)


def _parse(blob: Blob) -> dict[tuple[str, str], BackTranslation]:
    found = dict[tuple[str, str], BackTranslation]()
    for number, line in enumerate(blob.data[: whole_length(blob.data)].split(b"\n"), 1):
        if line.strip():
            each = _read_line(line, number, blob.path)
            found[each.domain, each.message] = each
    return found


def _read_line(line: bytes, number: int, path: str) -> BackTranslation:
    try:
        record = json.loads(line)
        values = [record[name] for name in _FIELDS]
        date.fromisoformat(record["date"])
        if not all(isinstance(value, str) for value in values):
            raise TypeError("a field is not a text")
        return BackTranslation(*values)
    except (LookupError, TypeError, ValueError, RecursionError) as error:
        hint = "lines are only ever added: restore the file from version control; in a merge conflict keep the lines of both sides"
        raise problem(BROKEN, f"line {number} is not a back-translation: {error}", file=path, line=number, hint=hint) from error
