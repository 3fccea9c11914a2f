"""The form of a clinic: its fields, its file, its logo."""
