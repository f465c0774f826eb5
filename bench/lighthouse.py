"""Lighthouse on the hub as shipped: `python -m bench.lighthouse` prints the four scores of seven kinds of page.

Lighthouse comes from npm into a temporary folder and drives an installed Chromium (HUB_BROWSER names another). The
hub is built as an open one: a demo asks search engines to stay away, which Lighthouse counts against it.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from peerhub.cli import ENGINE, Place, engine

PAGES = {
    "home": "",
    "article": "why-it-helps/empathy/",
    "listing": "groups/andys-man-club-scarborough.html",
    "directory": "groups/",
    "topic": "groups/topics/depression.html",
    "help": "get-help-now/",
    "search": "search/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_NOINDEX = '<meta name="robots" content="noindex">'
_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run"


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def scores(folder: Path, tools: Path) -> dict[str, dict[str, int]]:
    """Score each kind of page of a built site with the mobile profile."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    browser = os.environ.get("HUB_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome") or ""
    found = {}
    for name, address in PAGES.items():
        report = tools / f"{name}.json"
        command = [
            *(
                str(tools / "node_modules" / ".bin" / "lighthouse"),
                f"http://127.0.0.1:{server.server_port}/{address}",
            ),
            *("--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={_FLAGS}"),
            f"--only-categories={','.join(CATEGORIES)}",
        ]
        subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": browser})
        categories = json.loads(report.read_text())["categories"]
        found[name] = {key: round(100 * (categories[key]["score"] or 0)) for key in CATEGORIES}
        for audit in json.loads(report.read_text())["audits"].values():
            if audit.get("score") is not None and audit["score"] < 1 and audit.get("scoreDisplayMode") == "binary":
                print(f"  {name}: {audit['id']}: {audit['title']}")
    server.shutdown()
    return found


def main() -> None:
    """Build, score and print."""
    with tempfile.TemporaryDirectory() as temporary:
        tools = Path(temporary)
        subprocess.run(["npm", "install", "--silent", "--prefix", temporary, "lighthouse"], check=True)
        config = engine.load(Place(ENGINE), site_dir=str(tools / "site"))
        engine.build(config)
        # A demo asks search engines to stay away, and an open hub does not: only that one line is taken out.
        for page in (tools / "site").rglob("*.html"):
            page.write_text(page.read_text(encoding="utf-8").replace(_NOINDEX, ""), encoding="utf-8")
        table = scores(tools / "site", tools)
    print(f"{'':12}" + "".join(f"{category:>16}" for category in CATEGORIES))
    for name, row in table.items():
        print(f"{name:12}" + "".join(f"{row[category]:>16}" for category in CATEGORIES))


if __name__ == "__main__":
    main()
