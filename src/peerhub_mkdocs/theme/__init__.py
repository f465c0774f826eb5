"""The theme `peerhub`: its templates stand with the engine's files, and the plugin puts them first."""
