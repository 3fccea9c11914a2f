"""Rules of text that several rooms need, each written once."""
