"""Multilingual patient guides: gettext catalogs in, brochures and handouts that are safe to hand out, out."""

__version__ = "0.1.0"
