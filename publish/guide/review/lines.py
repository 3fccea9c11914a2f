"""The line of a message in the source text. The tree keeps no lines, so that reflowing a guide changes nothing."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from publish.project import Finding

_SPACE = re.compile(r"\s+")
_HARD_BREAK = "\\\n"


@dataclass(frozen=True, slots=True)
class Lines:
    """A source text with white space folded to single spaces. ``starts`` are the positions in ``folded`` at which its lines begin."""

    folded: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, source: str) -> "Lines":
        """Return the lines of ``source``."""
        parts, starts, place = [], [], 0
        for line in source.split("\n"):
            starts.append(place)
            part = _SPACE.sub(" ", line.strip()) + " "
            parts.append(part)
            place += len(part)
        return cls("".join(parts), tuple(starts))

    def locate(self, finding: Finding, written: str = "") -> Finding:
        """Return ``finding`` with the line (from 1) of its message, or unchanged if the source does not contain it word for word.

        If ``written`` is in the message, it is the line on which that stands.
        """
        wanted = _SPACE.sub(" ", (finding.msgid or written).replace(_HARD_BREAK, "\\ ")).strip()
        place = self.folded.find(wanted) if wanted else -1
        inside = wanted.find(written) if written and place >= 0 else 0
        return replace(finding, line=bisect_right(self.starts, place + max(0, inside))) if place >= 0 else finding
