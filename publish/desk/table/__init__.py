"""The light table: the printed page beside the messages of its catalog."""
