"""Releases: what may be released, the files and papers of a release, and the proof that a release is whole."""
