"""The files of the workspace as the desk sees them: as they are now, and told to open pages when they change."""
