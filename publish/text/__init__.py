"""Rules of text that several packages need, each written once.

The lowest package: it imports none of the others and works on plain strings.
"""
