"""recall.json: every known edition code of a release and of those before it, and whether copies with it may be used."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from publish.project import problem
from publish.project.shapes import Rejected, converter

RECALL = "recall.json"
SCHEMA = "urn:clinic-publish:recall:1"


@dataclass(frozen=True, slots=True)
class RecallEntry:
    """One code: its ``state`` (``current``, ``superseded``, ``withdrawn``, ``draft``), what carries it, and the releases that hold it.

    ``by``, ``date`` (ISO 8601) and ``reason`` say who withdrew it, when and why; they are empty for the others.
    """

    code: str
    state: str
    guide: str
    locale: str
    layout: str
    paper: str | None = None
    clinic: str | None = None
    releases: tuple[str, ...] = ()
    by: str = ""
    date: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Recall:
    """What a release knows of printed copies; ``earlier`` are the names of the other releases that there were when it was made."""

    schema: str
    name: str
    earlier: tuple[str, ...]
    codes: tuple[RecallEntry, ...]

    def states(self, guide: str, locale: str) -> dict[str, str]:
        """Return the states of the codes of a guide in a locale."""
        return {each.code: each.state for each in self.codes if (each.guide, each.locale) == (guide, locale)}


def write_recall(recall: Recall) -> bytes:
    """Return the file as JSON."""
    fields = asdict(recall)
    return (json.dumps({"$schema": fields.pop("schema"), **fields}, ensure_ascii=False, indent=1) + "\n").encode()


def read_recall(data: bytes) -> Recall:
    """Return what is in ``data``; raises `PublishError` (``recall-wrong``) if it is not such a file."""
    from cattrs.errors import BaseValidationError

    try:
        fields: dict[str, Any] = json.loads(data)
        return converter().structure({"schema": fields.pop("$schema"), **fields}, Recall)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError, Rejected, BaseValidationError) as error:
        hint = "use the recall.json that publish release wrote"
        raise problem("recall-wrong", f"{RECALL} is not the list of codes of a release", file=RECALL, hint=hint) from error
