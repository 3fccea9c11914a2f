"""The small workspace that these tests share."""

from tests.workspaces import workspace

__all__ = ["workspace"]
