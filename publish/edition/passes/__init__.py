"""Passes over a guide’s tree or its HTML, one file each."""
