"""Approvals: signatures over texts, what they cover, how far each locale is, and the editions that were approved as a whole."""
