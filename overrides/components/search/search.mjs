/**
 * The link to the search page opens a sheet instead. Nothing is fetched before a reader reaches for it.
 *
 * The sheet's content is the search page's own, so that no other page carries it. When it cannot be fetched, the
 * link is followed as if this file were not there.
 */
export function start(link) {
  let sheet = null;
  const bring = () => (sheet ??= import("./sheet.mjs").then((module) => module.makeSheet(link.href)));
  const prepare = () => bring().catch(() => (sheet = null));

  async function open(event) {
    if (event.ctrlKey && event.type === "click") return; // a new tab was asked for
    event.preventDefault();
    // In `main`, because a sheet that was opened before has a field too.
    const here = document.querySelector('main [data-component="search-panel"] input');
    if (here) return void here.focus();
    try {
      (await bring()).open();
    } catch {
      window.location.assign(link.href);
    }
  }

  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", open);
  link.addEventListener("keydown", (event) => event.key === " " && open(event));
  link.addEventListener("focus", prepare, { once: true });
  link.addEventListener("pointerenter", prepare, { once: true });
  document.addEventListener("keydown", (event) => {
    const plain = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (plain && event.key.toLowerCase() === "k") open(event);
  });
}
