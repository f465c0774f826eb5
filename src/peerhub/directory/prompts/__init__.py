"""A listing by question and answer: what is asked, how an answer is read, and whether the model takes it."""
