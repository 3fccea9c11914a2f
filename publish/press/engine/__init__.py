"""The typesetting engine: the only place that imports WeasyPrint and pydyf or reaches into their internals."""
