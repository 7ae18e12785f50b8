"""Our records against each other, and against what customs and partners have on file."""
