"""What goes into an output and what must hold of it; and proofs, which print what stands."""
