/** The sheet from the top that holds the search: made once, from the search page. */
import { openSheet } from "../back.mjs";
import { start } from "./panel.mjs";

const PATIENCE_MS = 6000; // after that the link is followed as if there were no sheet

export async function makeSheet(address) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), PATIENCE_MS);
  const answer = await fetch(address, { signal: late.signal });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  clearTimeout(timer);
  const sheet = page.querySelector("template[data-search-sheet]").content;
  const content = page.querySelector('[data-component="search-panel"]');
  for (const part of [sheet, content, ...[...content.querySelectorAll("template")].map((template) => template.content)]) {
    for (const link of part.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), answer.url).href;
  }
  const dialog = document.importNode(sheet.querySelector("dialog"), true);
  const panelElement = document.importNode(content, true);
  panelElement.querySelector("form").dataset.level = "3"; // below the sheet's own title
  dialog.querySelector("[data-search-place]").append(panelElement);
  document.body.append(dialog);
  const root = new URL(panelElement.querySelector("form").dataset.root + "/", answer.url).href;
  const panel = start(panelElement, root);

  dialog.querySelector("[data-search-close]").addEventListener("click", () => dialog.close());
  // A search field takes the first Escape to empty itself; readers expect it to close the sheet.
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && dialog.close());
  // A touch on the backdrop closes, as readers expect of a sheet.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  // Whoever opens the sheet next must not see what was asked before.
  dialog.addEventListener("close", panel.forget);
  return {
    open() {
      openSheet(dialog);
      panel.focus(); // which brings what searching needs
    },
  };
}
