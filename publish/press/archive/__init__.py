"""Complete an archive file: PDF/UA-2 (ISO 14289-2), WTPDF 1.0 and PDF/A-4f (ISO 19005-4), with its sources attached.

WeasyPrint 70 writes the tags of PDF 1.7 into such a file. Each module mends one rule of the later standards, and names it.
"""
