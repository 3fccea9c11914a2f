"""What staff print: the choice of an output, and the queue of the press."""
