"""What people without YAML tell a hub: forms, the reader of their answers, and the change that comes of them."""
