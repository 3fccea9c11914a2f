"""Analysis of one text for the checks: its words, marks, numbers and units, and the word lists of its language."""
