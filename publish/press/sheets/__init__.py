"""Sheets of paper: sizes, folds, imposition, printer’s marks and the reading order of imposed pages."""
