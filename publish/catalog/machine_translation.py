"""Recognize machine translations by the comment that a catalog gives them."""

from publish.po.model import Entry

MACHINE_NOTE = "Machine translation from "  # first words of the translator's comment


def is_machine_made(entry: Entry) -> bool:
    """Tell whether a comment of ``entry`` states that a machine translated it."""
    return any(comment.startswith(MACHINE_NOTE) for comment in entry.comments)
