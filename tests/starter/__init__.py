"""Tests of new workspaces, and of what changes in them later."""
