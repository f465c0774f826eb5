"""What is different between two states of a hub, for pull requests and for their check."""
