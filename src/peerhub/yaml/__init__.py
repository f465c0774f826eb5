"""Reading YAML: text in; plain data and checked records out, with the line of each part."""
