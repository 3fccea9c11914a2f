"""Parse a guide: Markdown text to a tree of blocks."""
