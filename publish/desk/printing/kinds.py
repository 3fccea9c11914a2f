"""Say in the user's language what kind of thing a finding is about, and who can correct it; the finding itself is in English."""

from dataclasses import dataclass
from fnmatch import fnmatch

from publish.desk.words import enumerate_words
from publish.desk.words import translate as _
from publish.project import Finding

_KINDS = {
    "request": "clinic-changed desk-busy remark-empty unknown-* workspace-busy",
    "number": "date-changed dose-changed fact-form notation-unsafe number-* numbers-exchanged",
    "meaning": (
        "item-missing limit-lost meaning-turned name-changed negation-added negation-lost sentence-added sentence-missing "
        "text-changed warning-lost words-unknown"
    ),
    "critical": "critical-dropped critical-fuzzy critical-missing",
    "kept": (
        "break-changed code-changed contact-changed emphasis-changed footnote-changed format-changed html-text image-changed "
        "link-changed link-scheme newline-changed placeholder-* python-format"
    ),
    "term": "term-forbidden term-missing term-translated",
    "writing": (
        "bidi-control control-character direction-override doubled-word end-punctuation garbled-text growth invisible-character "
        "mixed-scripts outer-space script-punctuation unchanged"
    ),
    "fit": (
        "drawing-text-long message-grew page-nearly-empty panels-wrong picture-outside text-near-edge text-outside "
        "title-word-broken too-long words-lost"
    ),
    "font": "cluster-missing font-foreign font-missing glyph-empty glyph-missing",
    "signature": "approvals-* approved-* names-alike reviser-is-translator signature-date text-unsigned waiver-* waivers-broken",
    "clinic": "clinic-* price-*",
    "file": "file-* glossary-broken plural-forms po-* setting-wrong toml-broken",
}
"""The codes of findings (docs/findings.md, docs/checks.md) by what they are about; ``*`` stands for any end of a code."""

_PEOPLE = {
    "font": ("keeper",),
    "signature": ("reviser", "clinician"),
    "clinic": ("staff",),
    "file": ("keeper",),
    "guide": ("author",),
    "program": ("keeper",),
    "fit": ("translator", "author"),
}


@dataclass(frozen=True, slots=True)
class FindingKind:
    """What a finding is about, as a sentence, and who can correct it, as they are called at the desk."""

    title: str
    people: str


def kind_of(finding: Finding) -> FindingKind | None:
    """Return the kind of ``finding`` in the language of the user; None for what the desk itself says of a request."""
    name = _name_of(finding)
    if name == "request":
        return None
    names = {**role_names(), "keeper": _("whoever looks after the guides")}
    return FindingKind(_titles()[name], enumerate_words(names[each] for each in _PEOPLE.get(name, ("translator",))))


def _name_of(finding: Finding) -> str:
    """Return the name of the kind; a code that no kind names is about the guide if its file is, else about the program."""
    for name, codes in _KINDS.items():
        if any(fnmatch(finding.code, code) for code in codes.split()):
            return name
    return "guide" if (finding.file or "").startswith("source/") else "program"


def _titles() -> dict[str, str]:
    return {
        # translators: What a check has found, for staff and translators. “The source” is the text that was translated.
        "number": _("A number, a dose or a date differs from the source."),
        "meaning": _("The meaning may have changed."),
        "critical": _("Critical text is not translated."),
        # translators: Such as a link, a telephone number, or a name in braces.
        "kept": _("A part that must stay as in the source was changed."),
        "term": _("An agreed word is not used."),
        "writing": _("Spelling, punctuation or signs look wrong."),
        "fit": _("The text does not fit its place."),
        "font": _("This computer lacks letters of this language."),
        "signature": _("Approvals are missing or out of date."),
        "clinic": _("The details of the clinic must be corrected."),
        "file": _("A file cannot be read."),
        "guide": _("Something in the guide must be corrected."),
        "program": _("Something in the program or on this computer has failed."),
    }


def role_names() -> dict[str, str]:
    """Return what the roles are called."""
    return {
        # translators: What people do at the desk. A staff member prints and hands out the guides.
        "staff": _("Staff"),
        # translators: The person who writes the guides.
        "author": _("Author"),
        "translator": _("Translator"),
        # translators: The person who compares a translation with the source text and corrects it.
        "reviser": _("Reviser"),
        # translators: A doctor, nurse or midwife who checks that a text is right.
        "clinician": _("Clinician"),
        # translators: A second person who translates the translation back, without seeing the source text.
        "back-translator": _("Back-translator"),
        "everyone": _("Everyone at this computer"),
    }
