"""Whether a document is valid: by the schema, by the specification, and beside the others of its
order."""
