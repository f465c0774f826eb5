"""Run the command line as `python -m peerhub.cli`, which is what `./hub` does."""

import atexit
import gc
import os
import sys

# Most of what a command reads stays until its end, and there are few circles in it: from the first import on, garbage
# need not be looked for often. And of plug-ins that other packages may bring for the model, none is wanted.
gc.set_threshold(50_000, 10, 10)
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")

from peerhub.cli import main  # noqa: E402 - what it imports is what this is for


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
