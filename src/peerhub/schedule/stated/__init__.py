"""When a group meets, read from people's own words: one reader for imports, forms, questions and the check."""
