"""Rules of text that several rooms need, each written once.

The lowest room of the house, beside nothing: it imports no other room, and works on plain strings.
"""
