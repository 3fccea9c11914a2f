"""Quality checks of translations: numbers, negations, warnings, links and other marks, terms, spelling.

`CHECKS` lists them; docs/checks.md shows an example of each. No check may report a good translation: translators switch off
a check that gives false alarms.
"""

from publish.checks.run import CHECKS, check, check_catalog, check_messages, errors_by_message

__all__ = ["CHECKS", "check", "check_catalog", "check_messages", "errors_by_message"]
