"""Divide a plan into parts, one for each of several machines, which need not know of each other."""

from publish.edition.request import Request


def shard_of(requests: tuple[Request, ...], part: int, parts: int) -> tuple[Request, ...]:
    """Return part ``part`` of ``parts`` (from 1) of a plan: every output is in one part, and the parts differ little in size.

    The outputs of a guide in a locale stay together, because their files are read once.
    """
    pairs = dict.fromkeys((request.guide, request.locale) for request in requests)
    place = {pair: number % parts for number, pair in enumerate(pairs)}
    return tuple(request for request in requests if place[request.guide, request.locale] == part - 1)
