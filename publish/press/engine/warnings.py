"""Collect what WeasyPrint reports on its logger, and turn it into findings."""

import logging
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import weasyprint

from publish.press.findings import finding_about
from publish.press.job import Job
from publish.project import Finding, PublishError

LOGGER = logging.getLogger("weasyprint")
# Missing glyphs are reported by `publish.press.proof.glyphs`, with the words around them.
REPORTED_ELSEWHERE = (".notdef glyph",)
_WEASYPRINT = Path(weasyprint.__file__).parent


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the warnings of this thread."""
        if record.thread == self._thread:
            self.messages.append(record.getMessage())


@contextmanager
def collect_warnings() -> Iterator[list[str]]:
    """Give a list to which every warning is added while the block runs."""
    collector = _Collector()
    LOGGER.addHandler(collector)
    try:
        yield collector.messages
    finally:
        LOGGER.removeHandler(collector)


def warn(message: str) -> None:
    """Report a fault that our own steps find while WeasyPrint paints, on the logger that it uses itself."""
    LOGGER.warning("%s", message)


def warning_findings(job: Job, messages: Iterable[str], refused: Iterable[tuple[str, str]]) -> list[Finding]:
    """Return an error for each refused address (address, reason), and for each warning that is not about one."""
    unique = dict(refused)
    fresh = [message for message in dict.fromkeys(messages) if not message.startswith(REPORTED_ELSEWHERE)]
    others = [message for message in fresh if not any(url in message for url in unique)]
    return [_refused(job, url, reason) for url, reason in unique.items()] + [_warning(job, message) for message in others]


def _refused(job: Job, url: str, reason: str) -> Finding:
    hint = "put the file into the guide's folder and name it by a relative path"
    return finding_about(job, "fetch-refused", f" asks for “{url}”, but {reason}; nothing was loaded", hint)


def _warning(job: Job, message: str) -> Finding:
    hint = "correct the style sheet, the template or the image that is named; a warning may mean lost text"
    return finding_about(job, "print-warning", f": WeasyPrint warns: {message}", hint)


@contextmanager
def explain_failures(job: Job) -> Iterator[None]:
    """Turn an error of WeasyPrint's own into a `PublishError` with the code ``layout-failed``: it stops at styles it does not expect."""
    try:
        yield
    except (PublishError, MemoryError, OSError):
        raise
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        if _WEASYPRINT not in Path(last.filename).parents:
            raise
        reason = f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
        hint = "look at what its style sheets say of display, position, float and content; if they are all shipped ones, report it as a bug"
        raise PublishError(finding_about(job, "layout-failed", f": WeasyPrint cannot lay this page out: {reason}", hint)) from error
