"""What tests of the finder do in it again and again."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

WORK = "[data-finder-work]"


def open_work(page: Page) -> None:
    page.get_by_role("button", name="Look through all groups").click()
    expect(page.locator(f"{WORK} .hub-card").first).to_be_visible()


def count(page: Page) -> int:
    text = page.locator("[data-finder-count]").inner_text()
    return int((re.search(r"\d+", text.replace(",", "")) or [0])[0])


def ask(page: Page) -> None:
    page.get_by_role("button", name="Ask me four short questions").click()
    expect(page.get_by_role("heading", name="What is going on?")).to_be_focused()


def step(page: Page, press: str = "Next") -> None:
    page.locator("[data-finder-step]:visible").get_by_role("button", name=press).click()


def fitting(page: Page) -> list[str]:
    expect(page.locator("[data-finder-skipped]")).not_to_be_empty()
    expect(page.locator("[data-finder-short]")).to_have_attribute("aria-busy", "false")
    return page.locator("[data-finder-short] .hub-card__name").all_inner_texts()
