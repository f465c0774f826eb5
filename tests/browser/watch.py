"""A page under watch: everything it asks for, keeps, complains about or is refused is noted while it is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

# Runs before anything of the page; the browser tells it what the page's policy refused.
_LISTEN = """
window.__refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
    window.__refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
_KEPT = """async () => ({
    cookies: document.cookie,
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map((database) => database.name),
    caches: "caches" in window ? await caches.keys() : [],
    workers: "serviceWorker" in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0,
})"""
NOTHING: dict[str, Any] = {
    "cookies": "",
    "localStorage": [],
    "sessionStorage": [],
    "databases": [],
    "caches": [],
    "workers": 0,
}


@dataclass
class Watch:
    """Notes on every page of one profile, and what went wrong there."""

    context: BrowserContext
    origin: str
    requests: list[str] = field(default_factory=list)
    """Every address that was asked for, in order."""
    elsewhere: list[str] = field(default_factory=list)
    """Those on any other origin; they are noted, and the browser finds no such host."""
    console: list[str] = field(default_factory=list)
    """Errors and warnings that pages wrote, and errors that nobody caught."""

    under_way: int = 0
    """How many answers are still awaited."""
    runs_scripts: bool = True
    """Whether the profile runs scripts at all."""

    def __post_init__(self) -> None:
        self.context.add_init_script(_LISTEN)
        self.context.on("request", self._note)
        self.context.on("requestfinished", self._end)
        self.context.on("requestfailed", self._end)
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda error: self.console.append(f"uncaught: {error.error}"))

    def _note(self, request: Request) -> None:
        self.under_way += 1
        self.requests.append(request.url)
        if not request.url.startswith(self.origin + "/"):
            self.elsewhere.append(request.url)

    def _end(self, request: Request) -> None:
        self.under_way -= 1

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.console.append(f"{message.type}: {message.text}")

    def kept(self, page: Page) -> dict[str, Any]:
        """Everything that the browser keeps for the page's origin."""
        found: dict[str, Any] = page.evaluate(_KEPT)
        return {**found, "cookies": found["cookies"] or [cookie["name"] for cookie in self.context.cookies()] or ""}

    def wrong(self, page: Page, may_keep: dict[str, list[str]] | None = None, script: bool = True) -> list[str]:
        """Say in words what a page did that no page of the hub may do."""
        found = [f"asked elsewhere: {url}" for url in self.elsewhere]
        found += [f"console {line}" for line in self.console]
        if script:
            found += [f"refused by its own policy: {line}" for line in page.evaluate("window.__refused")]
            expected = {**NOTHING, **(may_keep or {})}
            kept = self.kept(page)
            found += [f"keeps {area}: {kept[area]}" for area in expected if kept[area] != expected[area]]
        elif self.context.cookies():
            found.append(f"keeps cookies: {self.context.cookies()}")
        return found
