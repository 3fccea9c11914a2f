"""Colours for print shops: CMYK conversion, ICC profiles and PDF/X files."""
