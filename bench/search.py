"""What a search costs on a hub of 10,000 groups and 200 articles: bytes, time on a slow processor, and the build.

`python -m bench.search FOLDER` writes the corpus into FOLDER (kept for the next run), builds it, and types the judged
queries of tests/browser/cases/search_judged.yaml into Chromium with the processor slowed four times. Bytes are those
of every file of the index that a reader's first query fetches, manifest and excerpts included, each as gzip sends it.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from bench.corpus import write_hub

ENGINE = Path(__file__).resolve().parents[1]
JUDGED = ENGINE / "tests" / "browser" / "cases" / "search_judged.yaml"
SLOWED = 4

# From the last key to the first result on the screen: the reader's own pause in typing is the panel's.
_TYPE = """text => new Promise((done) => {
    const field = document.querySelector("[data-component='search-panel'] input");
    const results = document.querySelector("[data-search-results]");
    const status = document.querySelector("[data-search-status]");
    const before = status.textContent;
    const started = performance.now();
    const seen = () => {
        const none = status.textContent && status.textContent !== before && !/ready/.test(status.textContent);
        if (!results.querySelector("a") && !none) return;
        watch.disconnect();
        requestAnimationFrame(() => done(performance.now() - started));
    };
    const watch = new MutationObserver(seen);
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
})"""


def build(root: Path, site: Path) -> dict[str, float]:
    """Build a hub, and take the processor's time that its search took."""
    import peerhub.site
    from peerhub.cli import main
    from peerhub.search import files

    taken: dict[str, float] = {}
    given: Callable[[Any], Iterator[tuple[str, bytes]]] = files.search_files

    def timed(hub: Any) -> Iterator[tuple[str, bytes]]:
        started = time.process_time()
        made = list(given(hub))
        taken["cpu"] = time.process_time() - started
        taken["files"] = len(made)
        taken["bytes"] = sum(len(gzip.compress(content)) for _, content in made)
        yield from made

    vars(peerhub.site)["search_files"] = timed  # the site calls it by this name
    main(["--root", str(root), "build", "--site-dir", str(site)], standalone_mode=False)
    vars(peerhub.site)["search_files"] = given
    return taken


class _Server:
    """Serve a folder at /hub-name/ as a host does, connections kept open, and note what is asked for."""

    def __init__(self, folder: Path) -> None:
        requests: list[str] = []
        self.requests = requests

        class Handler(SimpleHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript"}

            def translate_path(self, path: str) -> str:
                return super().translate_path(path.removeprefix("/hub-name"))

            def do_GET(self) -> None:
                requests.append(self.path)
                super().do_GET()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hub-name/"

    def __enter__(self) -> _Server:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def measure(browser: Browser, site: Path, text: str) -> dict[str, float]:
    """Ask one query in a fresh profile: what was fetched, and how long the first result took, cold and then warm."""
    with _Server(site) as server:
        context = browser.new_context()
        page = context.new_page()
        page.goto(server.url + "search/", wait_until="load")
        page.wait_for_selector("form:not([hidden]) input[type=search]")
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.locator("input[type=search]").focus()
        # The reader has opened the search and lunr is there; the index is not.
        _prepare(page, server.url)
        server.requests.clear()
        cold = page.evaluate(_TYPE, text)
        page.wait_for_timeout(150)
        asked = [path.partition("/hub-name/")[2].partition("?")[0] for path in server.requests]
        index = {path for path in asked if path.startswith("search/") and path.endswith(".json")} | {
            "search/manifest.json"
        }
        sizes = {path: len(gzip.compress((site / path).read_bytes())) for path in index if (site / path).is_file()}
        context.close()
    shown = sum(size for path, size in sizes.items() if path.rpartition("/")[2].startswith("d"))
    return {"bytes": sum(sizes.values()), "shown": shown, "ms": cold}


def _prepare(page: Page, root: str) -> None:
    page.evaluate(
        """async (root) => {
            const listed = performance.getEntriesByType("resource").map((entry) => entry.name);
            const loaded = listed.find((name) => name.includes("search/panel.mjs"));
            const text = await (await fetch(loaded)).text();
            const version = /client\\.mjs\\?v=[0-9a-f]+/.exec(text)[0];
            const client = await import(new URL(`components/search/${version}`, root));
            await client.load(root);
        }""",
        root,
    )


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--groups", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=200)
    given = parser.parse_args()
    root, site = given.folder / "hub", given.folder / "site"
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1795478400")
    if not root.exists():
        write_hub(root, given.groups, given.articles)
    built = build(root, site)
    queries = [case["type"] for case in yaml.safe_load(JUDGED.read_text(encoding="utf-8"))]
    with sync_playwright() as playwright:
        from peerhub.cli.test_command import find_browser

        browser = playwright.chromium.launch(executable_path=find_browser() or None, args=["--no-sandbox"])
        measured = [measure(browser, site, text) for text in queries]
        browser.close()
    rows = [
        ("index, all files, gz", f"{built['bytes'] / 1000:,.0f} KB in {built['files']:,.0f} files"),
        ("index, CPU of a clean build", f"{built['cpu']:.1f} s"),
        ("bytes a query, gz, median", f"{_at(measured, 'bytes', 0.5) / 1000:.1f} KB"),
        ("bytes a query, gz, 95th percentile", f"{_at(measured, 'bytes', 0.95) / 1000:.1f} KB"),
        ("of these to show results, median", f"{_at(measured, 'shown', 0.5) / 1000:.1f} KB"),
        (f"last key to first result, CPU / {SLOWED}, median", f"{_at(measured, 'ms', 0.5):.0f} ms"),
        (f"last key to first result, CPU / {SLOWED}, 95th percentile", f"{_at(measured, 'ms', 0.95):.0f} ms"),
    ]
    runtime = sum(
        len(gzip.compress(path.read_bytes()))
        for path in [*(site / "components" / "search").glob("*.mjs"), site / "vendor" / "lunr" / "lunr.min.js"]
        if path.name
        not in ("search.mjs", "spelling.mjs", "partial.mjs")  # on every page; at a slip; for lunr's syntax
    )
    rows.append(("modules and lunr.js, gz", f"{runtime / 1000:.1f} KB"))
    print(f"| {given.groups:,} groups, {given.articles} articles, {len(queries)} queries | |\n|---|---|")
    for name, value in rows:
        print(f"| {name} | {value} |")


def _at(measured: list[dict[str, float]], key: str, part: float) -> float:
    values = sorted(one[key] for one in measured)
    return statistics.median(values) if part == 0.5 else values[min(len(values) - 1, int(len(values) * part))]


if __name__ == "__main__":
    main()
