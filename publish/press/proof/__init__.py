"""Checks of the finished pages: every word is there, every letter has a glyph, drafts are marked, photographs are sharp."""
