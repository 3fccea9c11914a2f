"""Commands for the machine and the workspace."""
