"""index.html: the files of a release by guide and language, for staff, from a web server or a USB stick."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from publish.approval.editions import approved_edition
from publish.approval.status import DomainStatus, domain_status
from publish.catalog.store import layout_translations
from publish.edition.layout.finished.finish import data_block
from publish.edition.layout.spec import layout_spec
from publish.edition.staff import compose_shelf
from publish.edition.values.locale_info import LocaleInfo, locale_info
from publish.project import PublishError, Snapshot
from publish.release.bundle.manifest import Artifact, LeftOut
from publish.release.bundle.shelf.recall import Recall, RecallEntry

SHELF = "index.html"
SENTENCES = {
    "current": "The sheet that you scanned is current.",
    "superseded": "There is a newer edition of the sheet that you scanned. Ask us for the new one.",
    "withdrawn": "The sheet that you scanned was withdrawn. Do not use it. Ask us what to do.",
    "draft": "The sheet that you scanned is a draft. Do not use it.",
}
"""What a reader learns about a printed copy: words of layouts/shared/pieces.html, so that they are translated and signed."""

_KINDS = ("print", "screen", "instructions", "web")  # files for an archive are for nobody at a shelf


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the shelf shows. ``pictures`` are the thumbnails by edition code: path and height in pixels."""

    name: str
    draft: bool
    clinic: str
    artifacts: Sequence[Artifact]
    left_out: Sequence[LeftOut]
    recall: Recall
    pictures: Mapping[str, tuple[str, int]]


def shelf_page(snapshot: Snapshot, shelf: Shelf) -> bytes:
    """Return the page."""
    ordered = sorted(shelf.artifacts, key=lambda each: each.guide)
    guides = [_guide(snapshot, shelf, number, list(own)) for number, (_, own) in enumerate(groupby(ordered, lambda each: each.guide), 1)]
    values = {
        "name": shelf.name,
        "draft": shelf.draft,
        "clinic": shelf.clinic,
        "count": len(guides),
        "language_count": len({each.locale for each in shelf.artifacts}),
        "guides": guides,
        "codes": [_code(snapshot, shelf, each) for each in shelf.recall.codes],
        "left_out": [_left_out(each) for each in shelf.left_out],
    }
    return compose_shelf(snapshot, values, len(shelf.artifacts) + len(shelf.recall.codes), data_block(_linked(snapshot, shelf))).encode()


def _guide(snapshot: Snapshot, shelf: Shelf, number: int, artifacts: list[Artifact]) -> dict[str, object]:
    locales = dict.fromkeys(each.locale for each in artifacts)
    languages = [_language(snapshot, shelf, [each for each in artifacts if each.locale == locale]) for locale in locales]
    return {"number": number, "title": artifacts[0].source_title, "languages": languages}


def _language(snapshot: Snapshot, shelf: Shelf, artifacts: list[Artifact]) -> dict[str, object]:
    first, language, status = artifacts[0], locale_info(artifacts[0].locale), _status(snapshot, shelf, artifacts[0])
    codes = dict.fromkeys(each.code for each in artifacts)
    worst = next((state for state in ("outdated", "draft") if any(each.state == state for each in artifacts)), "approved")
    return {
        **_named(language),
        "title": first.title,
        "edition": first.edition,
        "state": worst,
        "reviewed": (status.reviewed if status else None) or "",
        "reviewer": (status.reviewer if status else None) or "",
        "words": f"{first.guide} {first.source_title} {first.title} {language.native} {language.english} {language.tag} {worst}",
        "outputs": [_output(snapshot, shelf, [each for each in artifacts if each.code == code]) for code in codes],
    }


def _named(language: LocaleInfo) -> dict[str, object]:
    names: dict[str, object] = {"native": language.native, "english": language.english}
    return {"locale": language.locale, "tag": language.tag, "direction": language.direction} | names


def _output(snapshot: Snapshot, shelf: Shelf, files: list[Artifact]) -> dict[str, object]:
    first = files[0]
    title = layout_spec(snapshot, first.layout).title
    picture, height = shelf.pictures.get(first.code, ("", 0))
    counted = next((each for each in files if each.pages), None)
    shown = [each for each in files if each.kind in _KINDS]
    return {
        "name": first.layout,
        "layout": title,
        "paper": first.paper or "",
        "fold": first.fold or "",
        "clinic": first.clinic if len({each.clinic for each in shelf.artifacts}) > 1 else "",
        "code": first.code,
        "pages": counted.pages if counted and counted.pages else 0,
        "picture": quote(picture),
        "height": height // 2,
        "words": f"{title} {first.layout} {first.paper or ''} {first.fold or ''} {first.clinic or ''} {first.code}",
        "files": [_file(each) for each in sorted(shown, key=lambda each: _KINDS.index(each.kind))],
    }


def _file(artifact: Artifact) -> dict[str, object]:
    size = artifact.size_bytes
    shown = f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"
    about = {"kind": artifact.kind, "size": shown}
    return {**about, "path": artifact.path, "link": quote(artifact.path), "sha256": artifact.sha256}


def _code(snapshot: Snapshot, shelf: Shelf, entry: RecallEntry) -> dict[str, object]:
    language = locale_info(entry.locale)
    sentence = SENTENCES[entry.state]
    translated = _translated(snapshot, shelf, entry, sentence)
    parts = (entry.guide, language.english, entry.layout, entry.paper or "", entry.clinic or "")
    return {
        **_named(language),
        "code": entry.code,
        "state": entry.state,
        "sentence": sentence,
        "translated": "" if translated == sentence else translated,
        "what": ", ".join(part for part in parts if part),
        "by": entry.by,
        "date": entry.date,
        "reason": entry.reason,
    }


def _translated(snapshot: Snapshot, shelf: Shelf, entry: RecallEntry, sentence: str) -> str:
    """Return the sentence in the language of the copy: as it was approved, in English where it was not."""
    try:
        return layout_translations(_printed(snapshot, shelf, entry.guide, entry.locale), entry.locale).gettext(sentence)
    except PublishError:
        return sentence


def _printed(snapshot: Snapshot, shelf: Shelf, guide: str, locale: str) -> Snapshot:
    return snapshot if shelf.draft else approved_edition(snapshot, locale, guide).snapshot


def _status(snapshot: Snapshot, shelf: Shelf, artifact: Artifact) -> DomainStatus | None:
    try:
        return domain_status(_printed(snapshot, shelf, artifact.guide, artifact.locale), artifact.locale, artifact.guide)
    except PublishError:
        return None


def _left_out(each: LeftOut) -> dict[str, object]:
    return {"guide": each.guide, "locale": each.locale, "reasons": "; ".join(each.reasons)}


def _linked(snapshot: Snapshot, shelf: Shelf) -> dict[str, object]:
    """Return the web pages of the release as linked data (https://schema.org/MedicalWebPage)."""
    return {"@context": "https://schema.org", "@graph": list(_pages(snapshot, shelf))}


def _pages(snapshot: Snapshot, shelf: Shelf) -> Iterator[dict[str, object]]:
    for each in _web(shelf.artifacts):
        status = _status(snapshot, shelf, each)
        about = {"name": each.title, "inLanguage": each.language, "version": each.edition, "identifier": each.code, "url": quote(each.path)}
        reviewed = {"lastReviewed": status.reviewed} if status and status.reviewed else {}
        yield {"@type": "MedicalWebPage", **about, **reviewed}


def _web(artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
    yield from (each for each in artifacts if each.kind == "web")
