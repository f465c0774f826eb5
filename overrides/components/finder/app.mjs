/**
 * The finder: brings the facets, holds the choices in memory, and shows one of its parts at a time.
 *
 * `load()` brings the data. `open(view)` shows the questions, all groups or the list that a reader keeps.
 * `openShared(fragment)` shows what somebody's link asks for.
 */
import { addLayer, closeLayers, settled } from "../back.mjs";
import { takeOver } from "../near/near.mjs";
import { count } from "./cards.mjs";
import { readFacets } from "./facets.mjs";
import { filter, noChoices, statesOn } from "./filter.mjs";
import { labeller } from "./form.mjs";
import { placed, recalled, remember } from "./memory.mjs";
import { makeSaved } from "./saved.mjs";
import { Moved, Store } from "./store.mjs";
import { makeWork } from "./work.mjs";

const DAY = 86_400_000;
const SETTLED_MS = 700;
const VIEWS = ["gentle", "short", "work", "list"];

export function makeFinder(element, words) {
  const root = new URL(`${element.dataset.root}/`, document.baseURI).href;
  const finder = {
    element,
    words,
    root,
    store: new Store(root, element.dataset.finderFolder),
    wordsAt: element.dataset.wordsAt,
    find: (name) => element.querySelector(`[data-finder-${name}]`),
    facets: null,
    states: null,
    choices: null,
    view: "plain",
  };
  let settling = 0;
  /** Tells once nothing more is pressed, so that a screen reader is not talked over. */
  finder.announce = (text, at = SETTLED_MS) => {
    clearTimeout(settling);
    settling = setTimeout(() => (finder.find("heard").textContent = text), at);
  };
  finder.filter = (choices) => filter(finder.facets, finder.states, choices);
  finder.count = (key, n) => count(words, key, n);
  finder.show = (view) => {
    const { view: from, choices, renew } = finder;
    if (view === "plain") closeLayers();
    else if (view !== from) addLayer(() => show(Object.assign(finder, { choices, renew }), from));
    show(finder, view);
    if (view !== "plain") remember(finder, choices);
  };
  finder.retry = (work) => retry(finder, work);
  /** Says a line above what is shown; an empty one is taken away. */
  finder.note = (text) => {
    const line = finder.find("note");
    line.textContent = text;
    line.hidden = !text;
  };
  finder.saved = makeSaved(finder);
  let loading = null;
  let gentle = null;
  let list = null;
  let work = null;

  async function load() {
    loading ??= read(finder).catch((error) => readAgain(finder, error)).then(() => {
      finder.label = labeller(finder.find("form"), finder.facets);
      work ??= makeWork(finder);
    });
    loading.catch(() => (loading = null));
    await loading;
  }

  finder.openWork = (choices) => {
    finder.choices = choices;
    finder.show("work");
    return work.draw();
  };
  element.addEventListener("click", (event) => {
    if (event.target.closest("[data-finder-close]")) finder.show("plain");
    // By this mark the listing's page knows that the way back leads here, where all stands as it was left.
    if (!event.target.closest(".hub-card a")) return;
    placed({ y: scrollY });
    globalThis.navigation?.updateCurrentEntry({ state: { finder: true } });
  });
  // The entry below a sheet knows nothing of what was chosen in it.
  addEventListener("popstate", () => finder.view === "work" && work.remember());
  // A page that comes back from the browser's memory may be days old.
  addEventListener("pageshow", (event) => {
    if (!event.persisted || !finder.facets) return;
    const states = statesOn(finder.facets, today());
    // Drawn again it would lose its place.
    const changed = states.some((state, row) => state !== finder.states[row]);
    finder.states = states;
    if (changed && finder.view === "work") work.draw();
  });
  const questions = async () => (gentle ??= (await import("./gentle.mjs")).makeGentle(finder));
  const myList = async () => (list ??= (await import("./list.mjs")).makeList(finder));
  return {
    load,
    /** Shows again what the tab's history remembers. */
    recall: async (kept) => {
      await settled;
      finder.saved.recall(kept.list ?? []);
      const choices = recalled(kept, finder.facets);
      if (kept.view === "list") return (await myList()).open();
      if (kept.view === "work") {
        await finder.openWork(choices);
        await work.goOn(kept.sort, kept.shown);
      } else await (await questions()).recall(choices, kept.view === "short" ? null : kept.at);
      if (!kept.y) return;
      scrollTo(0, kept.y);
      placed({ y: kept.y });
    },
    open: async (view, keep) => {
      if (view === "gentle") return (await questions()).begin();
      if (view === "list") return (await myList()).open();
      if (view === "near") {
        await finder.openWork(noChoices(finder.facets));
        await work.sort("near");
        const form = finder.find("near");
        const field = form.querySelector("input");
        field.value = takeOver();
        if (field.value) form.requestSubmit();
        return field.focus();
      }
      return finder.openWork(keep ? finder.choices : noChoices(finder.facets));
    },
    openShared: async (fragment) => {
      const { fromFragment } = await import("./share.mjs");
      const { choices, lost } = fromFragment(fragment, finder.facets);
      await finder.openWork(choices);
      if (lost) finder.note(words.link_lost);
    },
  };
}

async function read(finder) {
  const file = await finder.store.file("facets");
  try {
    finder.facets = readFacets(file);
  } catch (error) {
    finder.store.forget("facets");
    throw error;
  }
  finder.choices ??= noChoices(finder.facets);
  finder.states = statesOn(finder.facets, today());
}

function readAgain(finder, error) {
  if (error instanceof Moved) return read(finder);
  throw error;
}

function today() {
  return Math.floor(Date.now() / DAY);
}

/**
 * Does something with the files. When the site was published anew meanwhile it is read anew; rows mean other listings
 * then, so what is shown is drawn again from the choices, and what was begun ends with `Moved`.
 */
async function retry(finder, work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Moved)) throw error;
    await read(finder);
    await finder.renew?.();
    finder.note(finder.words.renewed);
    throw error;
  }
}

function show(finder, view) {
  const from = finder.view;
  finder.view = view;
  finder.note("");
  finder.find("status").textContent = "";
  for (const plain of finder.element.querySelectorAll("[data-finder-plain]")) plain.hidden = view !== "plain";
  for (const name of VIEWS) finder.find(name).hidden = name !== view;
  finder.find("end").hidden = view !== "work" && view !== "short";
  finder.find("minors").hidden = finder.choices.age === null || finder.choices.age >= 18;
  finder.element.classList.toggle("hub-finder--list", view === "list");
  if (view === "plain") finder.find("starts").querySelector("button").focus();
  else if (view !== from) {
    const part = finder.find(view);
    (part.querySelector("[data-finder-step]:not([hidden]) [data-finder-heading]") ?? part.querySelector("[data-finder-heading]")).focus();
  }
}
