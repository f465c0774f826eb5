"""What a search costs and finds, beside Pagefind and Material's: `./hub bench search` prints three tables.

The first is about the hub alone: it types the judged queries of tests/browser/cases/search_judged.yaml into a hub of
10,000 groups and 200 articles, in Chromium with the processor slowed four times. Bytes are those of every file of the
index that a reader's first query fetches, manifest and excerpts included, each as gzip sends it.

The second asks all three searches on the same pages. Cold is a fresh browser in which nothing of the search is there,
warm the next questions in the same page. The third asks them the questions of `--queries` on the hub as shipped, and
names those that the hub's own search missed; without a file, those of bench/search_held_out.yaml.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright
from tools.test_command import find_browser

from bench.builds import machine
from bench.corpus import write_hub
from bench.measured import FailedError
from bench.peers import MissingError, Tools
from bench.questions import asked, misses, read_questions, row
from bench.searchers import Material, Own, Pagefind, Searcher
from bench.serving import PackedServer, packed

ENGINE = Path(__file__).resolve().parents[1]
JUDGED = ENGINE / "tests" / "browser" / "cases" / "search_judged.yaml"
HELD_OUT = ENGINE / "bench" / "search_held_out.yaml"
TABLES = ("own", "others", "quality")
SEARCHERS = ("hub", "pagefind", "material")
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
    """Build a hub with one process, and take the processor's time that its search took."""
    import peerhub.building.site
    from peerhub.cli import main
    from peerhub.search import search_files as files

    taken: dict[str, float] = {}
    given: Callable[[Any], Iterator[tuple[str, bytes]]] = files.search_files

    def timed(hub: Any) -> Iterator[tuple[str, bytes]]:
        started = time.process_time()
        made = list(given(hub))
        taken["cpu"] = time.process_time() - started
        taken["files"] = len(made)
        taken["bytes"] = sum(len(gzip.compress(content)) for _, content in made)
        yield from made

    vars(peerhub.building.site)["search_files"] = timed  # the site calls it by this name
    main(["--root", str(root), "build", "--site-dir", str(site), "--processes", "1"], standalone_mode=False)
    vars(peerhub.building.site)["search_files"] = given
    return taken


def build_twice(root: Path, site: Path) -> dict[str, float]:
    """Build a hub with nothing kept, and once more after an edit of one listing: `again` is what search took then."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    first = build(root, site)
    groups = root / "data" / "groups.yaml"
    text = groups.read_text(encoding="utf-8")
    groups.write_text(text.replace("An invented group", "A group that was edited", 1), encoding="utf-8")
    return {**first, "again": build(root, site)["cpu"]}


# The reader has opened the search, and lunr is there; the index is not.
_READY = """() => {
    const arrived = performance.getEntriesByType("resource").map(({ name }) => name);
    return globalThis.lunr && arrived.some((name) => name.endsWith("search/manifest.json"));
}"""


def measure(browser: Browser, site: Path, text: str) -> dict[str, float]:
    """Ask one query in a fresh profile: what was fetched, and how long the first result took."""
    with PackedServer(site) as server:
        context = browser.new_context()
        page = context.new_page()
        page.goto(server.url + "search/", wait_until="load")
        page.wait_for_selector("form:not([hidden]) input[type=search]")
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.locator("input[type=search]").focus()
        while not page.evaluate(_READY):
            page.wait_for_timeout(20)
        page.wait_for_timeout(150)
        server.requests.clear()
        cold = page.evaluate(_TYPE, text)
        page.wait_for_timeout(150)
        index = {path for path in server.asked() if path.startswith("search/") and path.endswith(".json")}
        sizes = {path: packed(site, path) for path in index | {"search/manifest.json"}}
        context.close()
    shown = sum(size for path, size in sizes.items() if path.rpartition("/")[2].startswith("d"))
    return {"bytes": sum(sizes.values()), "shown": shown, "ms": cold}


@dataclass
class ImportOptions:
    """What one search cost to ask: bytes and milliseconds of cold and warm questions, in the order of asking."""

    cold_bytes: list[int] = field(default_factory=list)
    cold_ms: list[float] = field(default_factory=list)
    warm_bytes: list[int] = field(default_factory=list)
    warm_ms: list[float] = field(default_factory=list)


def ask(browser: Browser, searcher: Searcher, queries: Sequence[str], cold: int) -> ImportOptions:
    """Ask the first queries each in a fresh browser, and all of them in one page."""
    asked = ImportOptions()
    with PackedServer(searcher.site) as server:
        for text in queries[:cold]:
            page = _opened(browser, searcher, server)
            bytes_, ms = _timed(page, searcher, server, text, set())
            asked.cold_bytes.append(bytes_)
            asked.cold_ms.append(ms)
            page.context.close()
        page = _opened(browser, searcher, server)
        known: set[str] = set()
        _timed(page, searcher, server, queries[0], known)
        for text in queries[1:]:
            bytes_, ms = _timed(page, searcher, server, text, known)
            asked.warm_bytes.append(bytes_)
            asked.warm_ms.append(ms)
        page.context.close()
    return asked


def _opened(browser: Browser, searcher: Searcher, server: PackedServer) -> Page:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(300_000)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    server.requests.clear()
    page.goto(server.url + searcher.opens, wait_until="domcontentloaded")
    return page


def _timed(page: Page, searcher: Searcher, server: PackedServer, text: str, known: set[str]) -> tuple[int, float]:
    """Ask, and give the bytes of the search's own files that were not known yet, and the milliseconds."""
    _, ms = searcher.results(page, server.url, text)
    new = [path for path in server.asked() if searcher.is_own(path) and path not in known]
    known.update(new)
    return sum(packed(searcher.site, path) for path in new), ms


def own_table(browser: Browser, site: Path, built: dict[str, float], queries: Sequence[str]) -> str:
    """Write what the hub's own search costs."""
    for path in (site / "search").rglob("*.json"):
        packed(site, str(path.relative_to(site)))  # hosts have their files packed before anybody asks
    measured = [measure(browser, site, text) for text in queries]
    late = ("search.mjs", "partial.mjs")  # on every page; for lunr's own syntax
    runtime = [*(site / "components" / "search").glob("*.mjs"), site / "vendor" / "lunr" / "lunr.min.js"]
    bytes_ = sum(packed(site, str(path.relative_to(site))) for path in runtime if path.name not in late)
    rows = [
        ("index, all files, gz", f"{built['bytes'] / 1000:,.0f} KB in {built['files']:,.0f} files"),
        ("index, CPU of a clean build", f"{built['cpu']:.1f} s"),
        ("index, CPU after one edit", f"{built['again']:.1f} s"),
        ("bytes a query, gz, median", f"{_at(measured, 'bytes', 0.5) / 1000:.1f} KB"),
        ("bytes a query, gz, 95th percentile", f"{_at(measured, 'bytes', 0.95) / 1000:.1f} KB"),
        ("of these to show results, median", f"{_at(measured, 'shown', 0.5) / 1000:.1f} KB"),
        (f"last key to first result, CPU / {SLOWED}, median", f"{_at(measured, 'ms', 0.5):.0f} ms"),
        (f"last key to first result, CPU / {SLOWED}, 95th percentile", f"{_at(measured, 'ms', 0.95):.0f} ms"),
        ("modules and lunr.js, gz", f"{bytes_ / 1000:.1f} KB"),
    ]
    return "\n".join(["| this hub | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])


def searchers_at(hub: Path, folder: Path, names: Sequence[str] = SEARCHERS) -> Iterator[tuple[Searcher, float]]:
    """Build every search that can be had here over a hub's site, with the processor time that each took."""
    tools = Tools(folder)
    made: tuple[Callable[[], Searcher], ...] = (Own, lambda: Pagefind(tools), lambda: Material(tools))
    for name, make in zip(SEARCHERS, made, strict=True):
        if name not in names:
            continue
        try:
            searcher = make()
            yield searcher, searcher.build(hub, folder)
        except (MissingError, FailedError) as error:
            print(f"One search is left out: {error}.", file=sys.stderr)


def others_table(
    browser: Browser, site: Path, folder: Path, own_cpu: float, queries: Sequence[str], cold: int
) -> Iterator[str]:
    """Write what each search costs on the same pages, a line as soon as it was measured."""
    yield "| search | build, CPU | on disk | cold: bytes | time | warm: bytes | 95th perc. | time | 95th perc. |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for searcher, cpu in searchers_at(site, folder):
        asked = ask(browser, searcher, queries, cold)
        size, files = searcher.size()
        cells = [
            searcher.name,
            f"{own_cpu if isinstance(searcher, Own) else cpu:.1f} s",
            f"{size / 1e6:.1f} MB in {files:,} files",
            f"{statistics.median(asked.cold_bytes) / 1000:,.0f} KB",
            f"{statistics.median(asked.cold_ms):,.0f} ms",
            f"{statistics.median(asked.warm_bytes) / 1000:,.1f} KB",
            f"{_percentile(asked.warm_bytes, 0.95) / 1000:,.1f} KB",
            f"{statistics.median(asked.warm_ms):,.0f} ms",
            f"{_percentile(asked.warm_ms, 0.95):,.0f} ms",
        ]
        yield f"| {' | '.join(cells)} |"


def quality_table(browser: Browser, site: Path, folder: Path, asked_of: Sequence[str], path: Path) -> Iterator[str]:
    """Write how each search answers judged questions on the hub as shipped, and what the hub's own missed."""
    questions = read_questions(path)
    yield f"| {len(questions)} questions of {path.name} | found first | among the first 3 | mean reciprocal rank |"
    yield "|---|---|---|---|"
    missed: list[str] = []
    for searcher, _ in searchers_at(site, folder, asked_of):
        answers = asked(browser, searcher, site, questions)
        yield row(searcher.name, answers)
        if isinstance(searcher, Own):
            missed = list(misses(answers))
    yield from ("", "Missed by this hub:", *missed) if missed else ()


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(prog="./hub bench search", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "hub-bench-search")
    parser.add_argument("--groups", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--cold", type=int, default=5, help="how many questions to ask in fresh browsers")
    parser.add_argument("--tables", nargs="+", choices=TABLES, help="all, or quality alone with --queries")
    parser.add_argument("--queries", type=Path, help="a file of judged questions: [{q: ..., expect: pattern}, ...]")
    parser.add_argument("--searches", nargs="+", choices=SEARCHERS, default=SEARCHERS)
    parser.add_argument("--site", type=Path, help="a built hub to ask, instead of building the hub as shipped")
    given = parser.parse_args()
    given.tables = given.tables or (["quality"] if given.queries else TABLES)
    folder = given.folder.resolve()
    queries = [case["type"] for case in yaml.safe_load(JUDGED.read_text(encoding="utf-8"))]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser() or None, args=["--no-sandbox"])
        if {"own", "others"} & set(given.tables):
            print(f"{given.groups:,} groups, {given.articles} articles, {len(queries)} queries, {machine()}\n")
            write_hub(folder / "hub", given.groups, given.articles)
            built = build_twice(folder / "hub", folder / "site")
            if "own" in given.tables:
                print(own_table(browser, folder / "site", built, queries), end="\n\n", flush=True)
            if "others" in given.tables:
                for line in others_table(browser, folder / "site", folder, built["cpu"], queries, given.cold):
                    print(line, flush=True)
                print()
        if "quality" in given.tables:
            site = given.site or folder / "shipped"
            if not given.site:
                build(ENGINE, site)
            for line in quality_table(browser, site, folder / "quality", given.searches, given.queries or HELD_OUT):
                print(line, flush=True)
        browser.close()


def _at(measured: list[dict[str, float]], key: str, part: float) -> float:
    return _percentile([one[key] for one in measured], part)


def _percentile(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return statistics.median(ordered) if part == 0.5 else ordered[min(len(ordered) - 1, int(len(ordered) * part))]


if __name__ == "__main__":
    main()
