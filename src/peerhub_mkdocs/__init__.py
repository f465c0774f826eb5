"""The hub inside MkDocs: what its hooks and its plugin do at each event. The core knows nothing of it."""
