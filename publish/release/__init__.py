"""Releases: plan the outputs, make each of them in a worker, store printed pages, check catalogs, report.

Import the module you need: checking catalogs must not load the press.
"""
