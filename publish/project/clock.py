"""The current time, which can be set for reproducible builds."""

import os
from datetime import UTC, datetime

from publish.project.findings import problem


def now() -> datetime:
    """Return the current time in UTC, or the time in the environment variable SOURCE_DATE_EPOCH.

    The variable holds whole seconds since 1970 (reproducible-builds.org). Raises `PublishError` (``date-wrong``) if it does not.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        hint = "unset it, or set it to whole seconds since 1970"
        raise problem("date-wrong", f"SOURCE_DATE_EPOCH is “{epoch[:40]}”, which is not a valid time", hint=hint) from error
