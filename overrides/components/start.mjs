/**
 * Starts the components of a page: each is loaded when its element is there, and each fails alone.
 *
 * Every page works without this file. The imports are written out so that each address carries its version.
 */
const components = {
  "colour-scheme": () => import("./colour-scheme/colour-scheme.mjs"),
  "copy-address": () => import("./copy-address/copy-address.mjs"),
  "listing-actions": () => import("./listing-actions/offer.mjs"),
  finder: () => import("./finder/finder.mjs"),
  freshness: () => import("./freshness/freshness.mjs"),
  near: () => import("./near/near.mjs"),
  "next-meeting": () => import("./next-meeting/next-meeting.mjs"),
  "reader-hours": () => import("./next-meeting/on-pages.mjs"),
  print: () => import("./print/print.mjs"),
  search: () => import("./search/search.mjs"),
  "search-panel": () => import("./search/panel.mjs"),
  suggest: () => import("./suggest/suggest.mjs"),
};

// What each component says; see src/peerhub/words/script_strings.py. What is said of one that did not arrive: early.js.
const words = "%words%";
const missing = window.hubMissing;
const lost = new Set();

for (const element of document.querySelectorAll("[data-component]")) {
  const name = element.dataset.component;
  components[name]?.()
    .then((module) => module.start(element, words[name]))
    .then(() => (element.dataset.started = "yes"))
    .catch((error) => {
      console.error(`The component ${name} did not start.`, error);
      element.dataset.started = "no";
      tellMissing(missing?.parts[name], element);
    });
}

/** Says at the foot of the page what did not arrive; everything else goes on. */
function tellMissing(part, element) {
  const note = document.querySelector("[data-missing]");
  // What has no name is hidden until it works, and nobody waits for it.
  if (!note || !part || "unmissed" in element.dataset) return;
  lost.add(part);
  note.hidden = false;
  note.textContent = missing.text.replace("{parts}", [...lost].join(", "));
}
