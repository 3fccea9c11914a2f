"""How a catalog marks a translation that a machine made."""

from publish.po.model import Entry

MACHINE_NOTE = "Machine translation from "  # the beginning of the translator's comment


def is_machine_made(entry: Entry) -> bool:
    """Tell whether a comment of ``entry`` says that a machine translated it."""
    return any(comment.startswith(MACHINE_NOTE) for comment in entry.comments)
