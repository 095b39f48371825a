"""What the authors wrote: YAML with positions, the schema, and everything wrong with either."""
