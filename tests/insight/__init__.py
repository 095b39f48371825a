"""What follows from a handbook."""
