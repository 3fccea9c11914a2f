"""From a wish to files: `plan` the matrix of outputs, `make` each on a pool of warm processes, and say how it went.

Whoever needs one of these imports its module: checking catalogs must not load the press.
"""
