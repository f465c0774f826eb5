"""What strangers must not have, found in people's own words: one reader for every door into the directory."""
