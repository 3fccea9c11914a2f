"""Values that fill a text: facts, clinic data, citations, and how a locale writes them."""
