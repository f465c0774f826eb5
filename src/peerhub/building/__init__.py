"""A build: everything is checked, made by several processes, written whole, and its links are followed."""
