"""Run the command line as `python -m peerhub.cli`, which is what `./hub` does."""

import os

from peerhub.cli import main

if __name__ == "__main__":
    main(prog_name="python hub" if os.name == "nt" else "./hub")
