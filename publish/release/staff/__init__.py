"""What the people who print at a clinic need: pages for the printer and the fold, settings of the printer, single outputs at once."""
