"""Checks of doses: numbers, what they count, their order, that of placeholders, and the words for spoons, months and “a day”."""

from publish.checks.doses.clock_times import check_afternoons
from publish.checks.doses.counters import check_counters
from publish.checks.doses.durations import check_durations, find_durations, states_duration
from publish.checks.doses.forms import check_fact_forms
from publish.checks.doses.frames import check_frames, find_frames
from publish.checks.doses.names import check_named_quantities, find_named_quantities
from publish.checks.doses.notation import check_notation
from publish.checks.doses.numbers import check_doses, may_be_mistyped
from publish.checks.doses.placeholders import check_placeholder_order
from publish.checks.doses.shares import check_shares
from publish.checks.doses.time_units import check_time_units, find_time_units

__all__ = [
    "check_afternoons",
    "check_counters",
    "check_doses",
    "check_durations",
    "check_fact_forms",
    "check_frames",
    "check_named_quantities",
    "check_notation",
    "check_placeholder_order",
    "check_shares",
    "check_time_units",
    "find_durations",
    "find_frames",
    "find_named_quantities",
    "find_time_units",
    "may_be_mistyped",
    "states_duration",
]
