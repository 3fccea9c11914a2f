"""Fixtures of the tests of text rules."""

from tests.workspaces import workspace

__all__ = ["workspace"]
