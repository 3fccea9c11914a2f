"""The text layer and the structure tags of a PDF, so that it can be read aloud, searched and copied."""
