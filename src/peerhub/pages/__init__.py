"""Pages that are made from data: what templates are given, and the stencil that fills thousands of them."""
