"""Runners: they call a function for each of many tasks, in this process or in processes of their own, through one interface.

A runner knows nothing of what it runs; what goes to it, and what comes back, can be pickled.
"""

from publish.release.runner.calls import UNDER_WAY, Held, LocalRunner, Runner, Shared, run_all
from publish.release.runner.limits import CallEndedError, Ending, Limits
from publish.release.runner.pool import PoolRunner, process_runner

__all__ = [
    "CallEndedError",
    "Ending",
    "Held",
    "Limits",
    "LocalRunner",
    "PoolRunner",
    "Runner",
    "Shared",
    "UNDER_WAY",
    "process_runner",
    "run_all",
]
