"""Read and write PO files (GNU gettext catalogs) without loss. Usable on its own: it knows neither workspaces nor guides."""
