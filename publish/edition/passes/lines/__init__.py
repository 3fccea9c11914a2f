"""Decide where the lines of a page may end."""
