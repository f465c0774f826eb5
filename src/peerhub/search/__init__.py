"""Search: the documents, the index."""
