"""Fitting: find the type size and the page breaks with which a text fills its pages."""
