"""What is different between two states of a hub: for whoever looks at a pull request, and for the check of one."""
