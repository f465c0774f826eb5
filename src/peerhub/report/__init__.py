"""The report for maintainers: how fresh, how complete and how widely spread a hub is, as text, JSON or one page."""
