"""Prepare text before it is printed as HTML: direction, line ends, widths, tables, placeholders."""
