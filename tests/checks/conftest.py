"""The small workspace that these tests share, and caches that are empty at the beginning."""

import sys

import pytest

from tests.workspaces import workspace

__all__ = ["workspace"]


@pytest.fixture(scope="session", autouse=True)
def _empty_caches_first() -> None:
    """Clear the caches of the checks once: mutation testing forks a process that has already run the tests."""
    clear_caches()


@pytest.fixture
def empty_caches() -> None:
    """Clear the caches of the checks before a test, so that mutation testing knows which functions it reaches."""
    clear_caches()


def clear_caches() -> None:
    for name in [name for name in sys.modules if name.startswith("publish.checks.")]:
        for value in list(vars(sys.modules[name]).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()
