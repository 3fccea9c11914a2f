"""Gettext catalogs: templates are extracted from guides and merged into the catalogs, in which `lookup` finds translations.

Import the modules of this package by name. It imports none itself, so that reading a catalog does not load the parser of guides.
"""
