"""The press: HTML in, fitted pages and imposed sheets out. Knows paper, and nothing of gettext.

A job goes through the steps the modules are named for: paper, folds, fonts, render, fit, words, glyphs, impose.
"""

from publish.press.job import FontUsed, Job, Printed

__all__ = ["FontUsed", "Job", "Printed", "print_job"]


def print_job(job: Job) -> Printed:
    """Print ``job``; raises `PublishError` with every finding where the output would not be safe to hand out."""
    raise NotImplementedError
