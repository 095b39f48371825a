"""What it means: merging, references, backlinks, frozen records."""
