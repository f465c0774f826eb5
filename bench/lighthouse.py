"""Lighthouse on the hub as shipped: `./hub bench lighthouse` prints the four scores of seven kinds of page.

Lighthouse comes from npm into a temporary folder and drives an installed Chromium (HUB_BROWSER names another). The
hub is built as an open one: a demo asks search engines to stay away, which Lighthouse counts against it. It is served
as hosts serve it, packed. Each page is loaded several times, and the load with the median performance counts: the
score hangs on how busy the machine is. Times are Lighthouse's own in milliseconds, for a middling phone.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from bench.serving import PackedServer
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


# What a phone's owner waits for, in milliseconds, and how much moves meanwhile.
TIMES = {
    "first paint": "first-contentful-paint",
    "largest": "largest-contentful-paint",
    "blocked": "total-blocking-time",
}
RUNS = 3


def load(url: str, tools: Path) -> dict[str, Any]:
    """Let Lighthouse load a page once, with its mobile profile, and give its report."""
    browser = os.environ.get("HUB_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome") or ""
    report = tools / "report.json"
    command = [str(tools / "node_modules" / ".bin" / "lighthouse"), url]
    command += ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={_FLAGS}"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": browser})
    return json.loads(report.read_text(encoding="utf-8"))  # type: ignore[no-any-return] # Lighthouse's own form


def scores(folder: Path, tools: Path, names: list[str]) -> dict[str, list[int]]:
    """Score kinds of page of a built site: the load with the median performance counts."""
    found = {}
    with PackedServer(folder) as server:
        for name in names:
            loads = [load(server.url + PAGES[name], tools) for _ in range(RUNS)]
            loads.sort(key=lambda report: report["categories"]["performance"]["score"] or 0)
            report = loads[RUNS // 2]
            row = [round(100 * (report["categories"][key]["score"] or 0)) for key in CATEGORIES]
            found[name] = row + [round(report["audits"][key]["numericValue"]) for key in TIMES.values()]
            for audit in report["audits"].values():
                if (
                    audit.get("score") is not None
                    and audit["score"] < 1
                    and audit.get("scoreDisplayMode") == "binary"
                ):
                    print(f"  {name}: {audit['id']}: {audit['title']}")
    return found


def main() -> None:
    """Build, score and print."""
    parser = argparse.ArgumentParser(prog="./hub bench lighthouse", description=__doc__)
    parser.add_argument("kinds", nargs="*", choices=[*PAGES, []], help="kinds of page; all without a word")
    names = parser.parse_args().kinds or list(PAGES)
    with tempfile.TemporaryDirectory() as temporary:
        tools = Path(temporary)
        subprocess.run(["npm", "install", "--silent", "--prefix", temporary, "lighthouse"], check=True)
        config = engine.load(Place(ENGINE), site_dir=str(tools / "site"))
        engine.build(config)
        # A demo asks search engines to stay away, and an open hub does not: only that one line is taken out.
        for page in (tools / "site").rglob("*.html"):
            page.write_text(page.read_text(encoding="utf-8").replace(_NOINDEX, ""), encoding="utf-8")
        table = scores(tools / "site", tools, names)
    print(f"{'':12}" + "".join(f"{title:>16}" for title in (*CATEGORIES, *TIMES)))
    for name, row in table.items():
        print(f"{name:12}" + "".join(f"{figure:>16}" for figure in row))


if __name__ == "__main__":
    main()
