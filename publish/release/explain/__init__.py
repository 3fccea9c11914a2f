"""Explain findings of a build to people: which text a missing letter is in, which translations grew, how an output fits."""
