"""Compose editions: one guide in one locale, layout, paper and clinic as HTML. Guide, catalogs and layouts meet here."""
