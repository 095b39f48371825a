"""What authors wrote: reading, the schema, links in prose."""
