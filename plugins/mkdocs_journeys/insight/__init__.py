"""What follows from a handbook: nothing here is written by an author, all of it is computed."""
