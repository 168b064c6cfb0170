"""Publication file -> Document -> Passages -> a saved index."""
