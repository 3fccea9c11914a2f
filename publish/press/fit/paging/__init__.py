"""Decide where pages end, on numbers alone: simulate pages from measured blocks, close gaps, choose the ends of all pages together."""
