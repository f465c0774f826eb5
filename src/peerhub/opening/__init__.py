"""Whether a hub may open: what was signed off, what was checked lately, and who answers for it."""
