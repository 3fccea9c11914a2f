"""The PO file format, read and written without loss. Usable on its own: knows no workspace and no guide."""
