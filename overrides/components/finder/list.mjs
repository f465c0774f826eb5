/**
 * My list: up to ten groups, in memory. Only Keep it on this device writes anything down, and Forget erases it.
 *
 * What is kept are the listings' ids under `hub-list` in localStorage, and nothing else.
 */
import { bringCard, drawCard, fill, sayers } from "./cards.mjs";
import { shardOf } from "./store.mjs";

const KEY = "hub-list";
const MOST = 10;
const RELIED_ON = 1;

export function makeList(finder) {
  const { words } = finder;
  const list = { ids: read(), kept: false, cards: [], back: "plain" };
  list.kept = list.ids.length > 0;

  list.dress = (button, card) => {
    button.dataset.save = card.id;
    button.dataset.name = card.name;
    mark(list, button, words);
  };
  list.open = async () => {
    if (finder.view !== "list") list.back = finder.view;
    finder.show("list");
    finder.find("list-note").textContent = "";
    await draw(finder, list);
  };
  finder.element.addEventListener("click", (event) => {
    const button = event.target.closest("[data-save]");
    if (button) toggle(finder, list, button);
    const act = event.target.closest("[data-list]");
    if (act) ACTS[act.dataset.list](finder, list);
  });
  return list;
}

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string").slice(0, MOST) : [];
  } catch {
    return []; // storage is switched off, or holds something that is not a list
  }
}

function write(ids) {
  try {
    if (ids.length) localStorage.setItem(KEY, JSON.stringify(ids));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

function mark(list, button, words) {
  const on = list.ids.includes(button.dataset.save);
  const name = document.createElement("span");
  name.className = "hub-unseen";
  name.textContent = `: ${button.dataset.name}`;
  button.replaceChildren(on ? words.drop : words.add, name);
}

function toggle(finder, list, button) {
  const { words } = finder;
  const { save: id, name } = button.dataset;
  if (list.ids.includes(id)) list.ids = list.ids.filter((other) => other !== id);
  else if (list.ids.length >= MOST) return tell(finder, words.full, button.parentElement);
  else list.ids = [...list.ids, id];
  const on = list.ids.includes(id);
  // What the reader asked to be kept follows what the list holds now.
  if (list.kept) write(list.ids);
  for (const other of finder.element.querySelectorAll("[data-save]")) mark(list, other, words);
  showCount(finder, list);
  finder.announce(fill(on ? words.added : words.dropped_from, { name }), 0);
  if (finder.view === "list" && !on) {
    draw(finder, list);
    finder.find("list").querySelector("[data-finder-heading]").focus();
  }
}

/** Says something beside what was pressed, and aloud. */
function tell(finder, text, place = null) {
  finder.announce(text, 0);
  if (!place) {
    finder.find("list-note").textContent = text;
    return;
  }
  const line = place.querySelector(".hub-meta") ?? place.appendChild(document.createElement("span"));
  line.className = "hub-meta";
  line.textContent = text;
}

function showCount({ element, words }, list) {
  for (const button of element.querySelectorAll("[data-finder-open=list]")) {
    button.hidden = !list.ids.length;
    button.textContent = fill(words.my_list, { count: String(list.ids.length) });
  }
}

async function draw(finder, list) {
  const { find, facets, states, store, words } = finder;
  const found = await finder.retry(() => Promise.all(list.ids.map((id) => cardOf(store, facets, id)))).catch(() => null);
  if (!found) return tell(finder, words.cards_failed);
  // By the reader's clock a check may have grown too old since: what is withheld from all lists is withheld here.
  list.cards = found.filter((card) => card && states[card.row] < 4);
  const gone = list.ids.length - list.cards.length;
  if (gone) tell(finder, finder.count("gone", gone));
  const when = await sayers(list.cards, finder.wordsAt);
  const now = Date.now();
  for (const card of list.cards) card.said = when(card, states[card.row], now);
  find("kept").replaceChildren(...list.cards.map((card) => drawCard(finder, card, card.said, card.join)));
  find("list-empty").hidden = list.cards.length > 0;
  find("text").hidden = true;
  for (const button of find("list").querySelectorAll("[data-list]")) {
    button.hidden = !list.ids.length && button.dataset.list !== "close";
  }
  return undefined;
}

async function cardOf(store, facets, id) {
  const rows = await store.file(`i${shardOf(id, facets.ids)}`);
  return Object.hasOwn(rows, id) ? bringCard(store, facets, rows[id]) : null;
}

const ACTS = {
  keep(finder, list) {
    list.kept = write(list.ids);
    tell(finder, list.kept ? finder.words.kept : finder.words.refused);
  },
  forget(finder, list) {
    list.ids = [];
    list.kept = false;
    write([]);
    for (const button of finder.element.querySelectorAll("[data-save]")) mark(list, button, finder.words);
    showCount(finder, list);
    draw(finder, list);
    tell(finder, finder.words.forgotten);
    finder.find("list").querySelector("[data-finder-heading]").focus();
  },
  print: () => print(),
  async copy(finder, list) {
    const { find, words, root } = finder;
    const text = list.cards
      .map((card) => [card.name, card.said, card.place, card.only, card.join, new URL(card.href, root).href])
      .map((lines) => lines.filter(Boolean).join("\n"))
      .join("\n\n");
    try {
      await navigator.clipboard.writeText(text);
      tell(finder, words.copied);
    } catch {
      const field = find("text").querySelector("textarea");
      field.value = text;
      find("text").hidden = false;
      field.focus();
      field.select();
      tell(finder, words.copy_failed);
    }
  },
  async calendar(finder, list) {
    const { facets, states, words, root } = finder;
    const { calendarOf } = await import("./calendar.mjs");
    const { values, codes } = facets.columns.topics;
    const sensitive = new Set(facets.topics.filter(([, , hurts]) => hurts).map(([id]) => id));
    const groups = list.cards
      .filter((card) => card.form && states[card.row] <= RELIED_ON)
      .map((card) => ({
        name: card.name,
        place: card.place,
        form: JSON.parse(card.form),
        sensitive: values[codes[card.row]].some((id) => sensitive.has(id)),
        address: new URL(card.href, root).href,
      }));
    if (!groups.length) return tell(finder, words.calendar_none);
    const identifier = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join("-");
    download(calendarOf(groups, Date.now(), words.neutral, identifier));
    const hidden = groups.some((group) => group.sensitive) ? ` ${words.neutral_note}` : "";
    return tell(finder, finder.count("calendar_made", groups.length) + hidden);
  },
  close(finder, list) {
    finder.show(list.back);
  },
};

/** Hands the file to the reader; its name says nothing of what is in it. */
function download(text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  link.download = "dates.ics";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
