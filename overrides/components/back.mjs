/**
 * Lets Back take away what lies above a page, as readers expect of a sheet or of a question on a phone.
 *
 * Each layer adds an entry of the same address to the tab's history. The entry holds how many layers are open and
 * nothing of what is in them.
 */
const layers = []; // how to take each away, the uppermost last

const depth = () => history.state?.layers ?? 0;

/** Adds a layer; `undo` takes it away when somebody goes back. */
export function addLayer(undo) {
  layers.push(undo);
  history.pushState({ ...history.state, layers: layers.length }, "");
}

/** Takes the entries of layers out of the way that closed by themselves, so that `left` stay. */
export function closeLayers(left = 0) {
  layers.splice(left);
  if (depth() > left) history.go(left - depth());
}

/**
 * Opens a sheet above all else. Back closes it; when it closes in another way its entry goes; and a link in it takes
 * the entry's place, so that Back from there leads to the page below.
 */
export function openSheet(sheet) {
  if (sheet.open) return;
  const below = layers.length;
  addLayer(() => sheet.close());
  sheet.showModal();
  const listening = new AbortController();
  const { signal } = listening;
  sheet.addEventListener("close", () => {
    listening.abort();
    if (layers.length > below) closeLayers(below);
  }, { once: true });
  sheet.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const plain = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || link.target || !link.protocol.startsWith("http")) return;
    event.preventDefault();
    location.replace(link.href);
  }, { signal });
  // A page that comes back from the browser's memory shows no sheet, and nothing of what was asked in it.
  addEventListener("pagehide", () => {
    layers.splice(below);
    sheet.close();
  }, { signal });
}

addEventListener("popstate", () => {
  while (layers.length > depth()) layers.pop()();
});

// A page that was loaded anew has no layers left, only their entries; who adds a layer waits until they are left.
export const settled = depth() ? new Promise((resolve) => addEventListener("popstate", resolve, { once: true })) : null;
if (depth()) history.go(-depth());
