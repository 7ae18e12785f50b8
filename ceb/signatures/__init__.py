"""XML signatures of the national format: keys, signing and verifying, the form of a signature."""
