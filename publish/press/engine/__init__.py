"""The typesetting engine: the only place that imports WeasyPrint and pydyf, or uses their private names (`internals`)."""
