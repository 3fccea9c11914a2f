"""WeasyPrint tells of trouble on its logger only; here what it says becomes findings."""

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from publish.press.job import Job
from publish.project import Finding, Severity

# Missing glyphs are told by `publish.press.proof.glyphs`, with the words around them.
ALREADY_TOLD = (".notdef glyph",)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what this thread is warned of."""
        if record.thread == self._thread:
            self.messages.append(record.getMessage())


@contextmanager
def listening() -> Iterator[list[str]]:
    """Give the list to which every warning of WeasyPrint is added while the block runs."""
    logger, collector = logging.getLogger("weasyprint"), _Collector()
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)


def findings_of(job: Job, messages: Iterable[str], refused: Iterable[tuple[str, str]]) -> list[Finding]:
    """Return one error for each refused address and for each warning that is not about one."""
    unique = dict(refused)
    fresh = [message for message in dict.fromkeys(messages) if not message.startswith(ALREADY_TOLD)]
    others = [message for message in fresh if not any(url in message for url in unique)]
    return [_refused(job, url, reason) for url, reason in unique.items()] + [_warning(job, message) for message in others]


def _refused(job: Job, url: str, reason: str) -> Finding:
    hint = "put the file into the guide's folder and name it by a relative path"
    return told(job, "fetch-refused", f" asks for “{url}”, but {reason}; nothing was loaded", hint)


def _warning(job: Job, message: str) -> Finding:
    hint = "mend the style sheet, the template or the image that is named; a warning may hide lost text"
    return told(job, "print-warning", f": WeasyPrint warns: {message}", hint)


def told(job: Job, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Finding:
    """Return a finding about the output of ``job``; ``message`` goes on after its name, punctuation and all."""
    return Finding(severity, code, described(job) + message, locale=job.locale or None, hint=hint)


def described(job: Job) -> str:
    """Return how messages name the output: guide, layout, paper and language."""
    return " ".join(part for part in (job.name, job.layout, job.paper, f"({job.language})") if part)
