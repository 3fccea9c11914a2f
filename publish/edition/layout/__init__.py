"""Layouts: their settings, templates, typography and words."""
