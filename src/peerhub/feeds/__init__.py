"""Feeds: the hub's open data, one format a file. A hub goes in, bytes come out."""
