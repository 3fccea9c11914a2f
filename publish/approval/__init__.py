"""Approvals: who has signed which text, the status of each locale, and the archive of approved editions."""
