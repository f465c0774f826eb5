"""The finder's data: what the browser filters, counts, sorts and shows, in files that stay small at any size."""
