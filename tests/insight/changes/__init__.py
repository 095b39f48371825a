"""Changes between two revisions of a handbook."""
