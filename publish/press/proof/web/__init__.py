"""Check pages for the web, which a browser lays out."""
