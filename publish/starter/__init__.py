"""New workspaces, and what has changed since a workspace was made. The files of a new one are in template/."""
