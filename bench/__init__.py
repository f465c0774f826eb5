"""Benchmarks: what the README's tables say, measured by anyone with `./hub bench` or these modules."""
