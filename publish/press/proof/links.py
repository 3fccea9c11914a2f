"""Check that every link leads somewhere from a page on paper or a PDF on its own, and runs no code there."""

from collections.abc import Iterable
from typing import Any

from publish.press.engine.fetch import BASE_URL
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.press.proof.web.loads import unsafe_link
from publish.project import Finding
from publish.text.links import safe_link


def find_bad_links(job: Job, pages: Iterable[Any]) -> list[Finding]:
    """Return an error for each link to a file beside the page, which no reader of the output has, and for each with an unsafe scheme."""
    targets = {target for page in pages for kind, target, *_ in page.links if kind == "external"}
    hint = "write the whole address, or the #id of a heading"
    relative = (target.removeprefix(BASE_URL) for target in sorted(targets) if target.startswith(BASE_URL))
    found = [finding_about(job, "link-relative", f": the link “{target}” is relative", hint) for target in relative]
    return found + [unsafe_link(job, target) for target in sorted(targets) if not safe_link(target)]
