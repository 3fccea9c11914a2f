"""Parse a print job so that it can be laid out again and again at different type sizes (a galley is text before it is divided into pages).

The last words of each block are kept on one line, and elements that print only where space is left are taken out until it is known."""

from dataclasses import dataclass, fields

from publish.press.engine.render import ParsedJob, parse_job
from publish.press.fit.changes import SpareElement, take_spare_elements
from publish.press.fit.last_lines import bind_last_words
from publish.press.job import Job


@dataclass(frozen=True, slots=True)
class Galley(ParsedJob):
    """A parsed job whose ``spares``, the elements that print only where room is left, were taken out of the tree."""

    spares: tuple[SpareElement, ...] = ()


def prepare(job: Job, rules: str) -> Galley:
    """Return ``job`` ready to be laid out at any size, with the ``@page`` rules of its plan.

    Raises `PublishError` where a font family is missing.
    """
    parsed = parse_job(job, rules)
    bind_last_words(parsed.root)
    spares = take_spare_elements(parsed.root)
    return Galley(**{field.name: getattr(parsed, field.name) for field in fields(ParsedJob)}, spares=spares)
