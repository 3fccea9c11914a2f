"""What makes a layout right and quick: where lines end, what one layout keeps for the next, and when memory is given back."""
