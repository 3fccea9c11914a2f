"""The value of --shard: which part of how many."""

import re
from typing import Any

import click


class Shard(click.ParamType[tuple[int, int]]):
    """A pair of numbers written ``I/N``: part I of N, from 1."""

    name = "shard"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Return the two numbers; raises `click.BadParameter` if they are none, or there is no such part."""
        found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", value) if isinstance(value, str) else None
        part, parts = (int(found[1]), int(found[2])) if found else (0, 0)
        if not 1 <= part <= parts:
            self.fail(f"“{value}” is no part of a whole: write 1/4 for the first of four parts", param, ctx)
        return part, parts
