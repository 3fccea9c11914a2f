"""What was painted on a page, read from its content: areas, pictures and texts in the order in which they were painted."""
