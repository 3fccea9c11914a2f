"""Rules of text that several rooms need, each written once.

The lowest room: it imports no other room and works on plain strings.
"""
