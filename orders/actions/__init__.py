"""What is done with orders: one file for each action."""
