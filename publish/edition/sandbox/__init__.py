"""Run templates of layouts as untrusted code: what they can reach is an allow-list, and what they can use up has limits."""
