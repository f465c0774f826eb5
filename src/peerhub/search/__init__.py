"""Search: the documents, the index, and the phrases that bring help first."""
