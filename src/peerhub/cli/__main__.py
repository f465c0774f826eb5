"""Run the command line as `python -m peerhub.cli`, which is what `./hub` does."""

import atexit
import os
import sys

from peerhub.cli import main


def run() -> None:
    """Run a command, and end without taking apart what it read: of a large directory that alone takes seconds."""
    try:
        main(prog_name="python hub" if os.name == "nt" else "./hub")
    except SystemExit as ended:
        if isinstance(ended.code, str):
            raise
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended.code or 0)


if __name__ == "__main__":
    run()
