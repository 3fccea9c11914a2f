"""Who may do what at the desk: users, roles, logins, and what keeps other web pages out."""
