"""Prepare a job for fitting: parse it, bind the last words of its blocks, and take out the elements that only fill free space."""

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
