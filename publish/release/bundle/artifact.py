"""What the manifest of a release says of one file: what it is, how it was made, and from what."""

from dataclasses import dataclass
from hashlib import sha256

from publish.edition.values.edition_code import edition_of
from publish.project.names import SHIPPED
from publish.project.snapshot import QUESTION
from publish.release.bundle.manifest import ENDINGS, Artifact, Font, Kind, State
from publish.release.results import Output

PRINTED = ("print", "screen", "archive")
"""The kinds of files that the press has printed from the guide."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is counted of a printed file, None for a web page."""

    pages: int | None
    sheets: int | None
    size_pt: float | None


def artifact_of(path: str, data: bytes, made: Output) -> Artifact:
    """Return what the manifest says of the file at ``path``, which has ``data`` and is one of the files of ``made``."""
    request = made.request
    named, kind = made.imprint, _kind(path)
    assert named, "what was written has an edition code"
    counted = _Counted(made.pages, made.sheets, made.fit.size_pt if made.fit else None) if kind in PRINTED else _Counted(None, None, None)
    return Artifact(
        path=path,
        sha256=sha256(data).hexdigest(),
        size_bytes=len(data),
        kind=kind,
        guide=request.guide,
        locale=request.locale,
        language=named.language,
        direction="rtl" if named.direction == "rtl" else "ltr",
        layout=request.layout,
        edition=edition_of(named.code, named.language),
        code=named.code,
        state=_state(made),
        title=named.title,
        source_title=named.source_title,
        paper=request.paper,
        fold=request.fold,
        clinic=request.clinic,
        pages=counted.pages,
        sheets=counted.sheets if kind == "print" else None,
        size_pt=counted.size_pt,
        inputs={name: digest for name, digest in made.inputs if digest and _is_own_file(name)},
        fonts=tuple(Font(font.name, font.file, font.sha256) for font in made.fonts) if kind in PRINTED else (),
    )


def _is_own_file(name: str) -> bool:
    """Tell whether what was read is a file of the workspace: no search, no question about a file, and not shipped."""
    return "*" not in name and QUESTION not in name and not name.startswith(SHIPPED)


def _state(made: Output) -> State:
    return "outdated" if made.outdated else "draft" if made.draft else "approved"


def _kind(path: str) -> Kind:
    return next(kind for kind, ending in ENDINGS.items() if path.endswith(ending))
