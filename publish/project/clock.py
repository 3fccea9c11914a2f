"""What time it is, for builds that must give the same bytes again."""

import os
from datetime import UTC, datetime

from publish.project.findings import problem


def now() -> datetime:
    """Return the moment that SOURCE_DATE_EPOCH names (whole seconds since 1970, reproducible-builds.org), else the clock's, in UTC.

    Raises `PublishError` (``date-wrong``) where the variable names no moment.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        hint = "unset it, or give whole seconds since 1970"
        raise problem("date-wrong", f"SOURCE_DATE_EPOCH is “{epoch[:40]}”, which is no moment", hint=hint) from error
