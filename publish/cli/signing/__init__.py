"""Commands for people who sign: approve, waive, and the status of each locale."""
