"""Proofs: print what stands, whatever is wrong with it, say where each message is on its pages, and lay marks over them."""
