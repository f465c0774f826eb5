/**
 * Starts the components of a page: each is loaded when its element is there, and each fails alone.
 *
 * Every page works without this file. The imports are written out so that each address carries its version.
 */
const components = {
  "colour-scheme": () => import("./colour-scheme/colour-scheme.mjs"),
  "copy-address": () => import("./copy-address/copy-address.mjs"),
  "exit-page": () => import("./exit-page/exit-page.mjs"),
  finder: () => import("./finder/finder.mjs"),
  freshness: () => import("./freshness/freshness.mjs"),
  "next-meeting": () => import("./next-meeting/next-meeting.mjs"),
  print: () => import("./print/print.mjs"),
  search: () => import("./search/search.mjs"),
  "search-panel": () => import("./search/panel.mjs"),
  suggest: () => import("./suggest/suggest.mjs"),
};

for (const element of document.querySelectorAll("[data-component]")) {
  const load = components[element.dataset.component];
  load?.()
    .then((module) => module.start(element))
    .catch((error) => console.error(`The component ${element.dataset.component} did not start.`, error));
}
