"""Articles: their front matter, citations and reviews, and the editorial check, one rule a file."""
