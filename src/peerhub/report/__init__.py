"""The report for maintainers: how fresh, complete and widely spread a hub is, as text, JSON or one page."""
