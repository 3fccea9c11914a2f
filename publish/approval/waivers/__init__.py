"""Waivers: a person overrules one finding of the checks in one text, and says why.

A waiver is bound to the text (context, source and translation) and to the finding (its code and what it says), as a signature is bound to a
text: any edit voids it. `active_waivers` returns those that count now, `check_unwaived` the findings that remain.
See docs/decisions/039-waivers.md.
"""

from publish.approval.waivers.active import ActiveWaiver, LocaleWaivers, active_waivers, waivers_of
from publish.approval.waivers.rules import NEVER_WAIVED, WAIVED_BY_REVISERS, waiving_roles
from publish.approval.waivers.waiver_file import Waiver

__all__ = [
    "ActiveWaiver",
    "LocaleWaivers",
    "NEVER_WAIVED",
    "WAIVED_BY_REVISERS",
    "Waiver",
    "active_waivers",
    "waivers_of",
    "waiving_roles",
]
