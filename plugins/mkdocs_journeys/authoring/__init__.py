"""What helps authors to write the handbook's YAML: floor 2, above `source/` alone."""
