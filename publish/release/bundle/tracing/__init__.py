"""Tracing: which release a printed copy is from, whether it is current, what has changed since, and how an edition is withdrawn."""
