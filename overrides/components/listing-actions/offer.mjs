/** Offers to keep, copy and share a listing. What does it is fetched when a reader asks; and "All groups" leads back. */
export function start(element) {
  const begin = () => import("./listing-actions.mjs").then((module) => module.start(element));
  element.addEventListener("toggle", begin, { once: true });
  element.hidden = false;
  // Where the reader came from the finder, going back leads to it as it was left, with its list.
  document.querySelector(".hub-trail a").addEventListener("click", (event) => {
    const { navigation } = window;
    const before = navigation?.entries()[navigation.currentEntry.index - 1];
    if (event.ctrlKey || event.metaKey || event.shiftKey || !before?.getState()?.finder) return;
    event.preventDefault();
    history.back();
  });
}
