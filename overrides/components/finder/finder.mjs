/**
 * The finder's door: small, because the directory's page loads it before anybody asks for anything.
 *
 * The rest is fetched when a reader reaches for it. Until it is there, and when it does not come, the plain page
 * stays as it is. Choices live in memory, and in the tab's history as memory.mjs says.
 */
const SLOW_MS = 4000;
const LIST = "hub-list";
const START = "#find=";
const NEAR = "#near";

export function start(element) {
  const find = (name) => element.querySelector(`[data-finder-${name}]`);
  const words = JSON.parse(find("words").textContent);
  const status = find("status");
  let finder = null;

  function bring(view) {
    // Named here, so that all are asked for at once and none waits until another has told of it.
    if (view === "gentle") Promise.all([import("./gentle.mjs"), import("./ends.mjs")]).catch(() => {});
    finder ??= Promise.all([
      import("./app.mjs"), early("facets"), early("first"), import("./work.mjs"), import("./cards.mjs"), import("./form.mjs"), import("./filter.mjs"),
      import("./facets.mjs"), import("./order.mjs"), import("../next-meeting/reader-hours.mjs"), import("../next-meeting/schedule.mjs"), import("../near/near.mjs"), import("./store.mjs"), import("./saved.mjs"), import("./kept.mjs"), import("./memory.mjs"), import("./share.mjs"), import("../back.mjs"), import("../language.mjs"), import("../next-meeting/next-meeting.mjs"),
    ]).then(([module]) => module.makeFinder(element, words));
    finder.catch(() => (finder = null)); // the next try may find the network back
    return finder;
  }

  /** Asks for a file early; the store then finds it in the browser's cache, or says what is wrong with it. */
  function early(name) {
    const { root, finderFolder } = element.dataset;
    return fetch(`${root}/${finderFolder}/${name}.json`).then((answer) => answer.arrayBuffer()).catch(() => null);
  }

  async function open(act, view) {
    status.textContent = words.loading;
    const slow = setTimeout(() => (status.textContent = words.slow), SLOW_MS);
    try {
      const made = await bring(view);
      await made.load();
      clearTimeout(slow);
      status.textContent = "";
      await act(made);
    } catch {
      status.textContent = words.failed;
    } finally {
      clearTimeout(slow);
    }
  }

  element.addEventListener("click", (event) => {
    const button = event.target.closest("[data-finder-open]");
    if (button) open((made) => made.open(button.dataset.finderOpen, "keep" in button.dataset), button.dataset.finderOpen);
  });
  const starts = find("starts");
  for (const reach of ["pointerover", "focusin"]) {
    starts.addEventListener(reach, ({ target }) => bring(target.dataset.finderOpen).then((made) => made.load()).catch(() => {}), { once: true });
  }
  const shared = () => {
    if (location.hash === NEAR && find("near")) return void open((made) => made.open("near"));
    if (!location.hash.startsWith(START)) return;
    const fragment = location.hash;
    // Read once, then out of the address: what somebody looks for does not stay there.
    history.replaceState(history.state, "", location.pathname);
    open((made) => made.openShared(fragment));
  };
  addEventListener("hashchange", shared);
  offerList(starts.querySelector("[data-finder-open=list]"), words);
  starts.dataset.ready = "";
  // A link to this page begins anew, though the browser leaves the state where it was.
  const anew = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  const kept = anew ? null : history.state?.finder;
  if (kept === "gone") {
    find("note").textContent = words.dropped;
    find("note").hidden = false;
  } else if (kept) open((made) => made.recall(kept));
  shared();
}

function offerList(button, words) {
  try {
    const kept = JSON.parse(localStorage.getItem(LIST) ?? "[]");
    if (!Array.isArray(kept) || !kept.length) return;
    button.textContent = words.my_list.replace("{count}", String(kept.length));
    button.hidden = false;
  } catch {
    // Nothing that can be read is kept.
  }
}
