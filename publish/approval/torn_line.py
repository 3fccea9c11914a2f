"""Find the last line of a file of signatures that a crash has torn in the middle of writing it. It never counts as a signature."""

import json

from publish.project import Blob, Finding, Severity

_BEGINNING = b'{"kind": "'


def whole_length(data: bytes) -> int:
    """Return how many bytes of ``data`` are left without a torn last line: the beginning of a record, without an end."""
    end = data.rfind(b"\n") + 1
    last = data[end:].rstrip(b"\0")  # a file system may have made room that it did not fill
    if not last and end < len(data):
        return end
    if not last or last[: len(_BEGINNING)] != _BEGINNING[: len(last)]:
        return len(data)
    try:
        json.loads(last)
    except (ValueError, RecursionError):
        return end
    return len(data)


def torn_warning(blob: Blob, length: int) -> tuple[Finding, ...]:
    """Return the warning about the torn line after the first ``length`` bytes of a file; none if the file is whole."""
    if length == len(blob.data):
        return ()
    line, locale = blob.data.count(b"\n", 0, length) + 1, blob.path.split("/")[1]
    message = f"line {line} was torn when an earlier command was interrupted; it does not count, and the next signature removes it"
    hint = f"sign or revoke again what was signed or revoked last: publish approve {locale} …"
    return (Finding(Severity.WARNING, "approvals-torn", message, blob.path, line, locale=locale, hint=hint),)
