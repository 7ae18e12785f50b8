"""The clerk's pages. Clerks act; organizers may look."""
