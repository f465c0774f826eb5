/** The sheet from the top that holds the search: made once, from the search page. */
const PATIENCE_MS = 6000; // after that the link is followed as if there were no sheet

export async function makeSheet(address) {
  // The page and all modules are asked for at once, so that none waits until another has told of it.
  const [text, { openSheet }, { start }] = await Promise.all([
    bring(address), import("../back.mjs"), import("./panel.mjs"), import("../language.mjs"), import("./dangers.mjs"), import("./help-first.mjs"),
    import("./marked.mjs"), import("./typed.mjs"), import("./words.mjs"), import("./young.mjs"),
  ]);
  const page = new DOMParser().parseFromString(text, "text/html");
  const sheet = page.querySelector("template[data-search-sheet]").content;
  const content = page.querySelector('[data-component="search-panel"]');
  for (const part of [sheet, content, ...[...content.querySelectorAll("template")].map((template) => template.content)]) {
    for (const link of part.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address).href;
  }
  const dialog = document.importNode(sheet.querySelector("dialog"), true);
  const panelElement = document.importNode(content, true);
  panelElement.querySelector("form").dataset.level = "3"; // below the sheet's own title
  dialog.querySelector("[data-search-place]").append(panelElement);
  document.body.append(dialog);
  const root = new URL(panelElement.querySelector("form").dataset.root + "/", address).href;
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

async function bring(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
}
