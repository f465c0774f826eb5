"""Danger in what people type: the phrases compiled for the browser, and the twin of the browser's matcher."""
