"""Commands for texts: extract, translate, check, exchange."""
