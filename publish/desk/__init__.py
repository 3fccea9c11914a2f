"""The desk: a web page on this computer, where staff print and translators see the page. Flask and waitress are imported here alone.

It has no rules of its own: it asks `release` what to print, `approval` how a text stands, and `edition` what a clinic is.
"""
