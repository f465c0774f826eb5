/** My list as it is shown: its cards, and what can be done with them. Loaded when a reader opens it. */
import { bringCard, drawCard, sayDates } from "./cards.mjs";
import { WITHHELD } from "./filter.mjs";
import { shardOf } from "./store.mjs";

const RELIED_ON = 1;

export function makeList(finder) {
  const list = { cards: [], back: "plain", drawing: 0 };
  finder.element.addEventListener("click", (event) => {
    const act = event.target.closest("[data-list]");
    if (act) ACTS[act.dataset.list](finder, list);
  });
  finder.saved.changed = () => {
    if (finder.view !== "list") return;
    draw(finder, list);
    finder.find("list").querySelector("[data-finder-heading]").focus();
  };
  list.open = () => {
    if (finder.view !== "list") list.back = finder.view;
    finder.show("list");
    tell(finder, "");
    return draw(finder, list);
  };
  return list;
}

/** Says something beside what was pressed, and aloud. */
function tell(finder, text) {
  if (text) finder.announce(text, 0);
  finder.find("list-note").textContent = text;
}

async function draw(finder, list) {
  const { find, saved, words } = finder;
  const { ids } = finder.saved;
  list.drawing += 1;
  const drawing = list.drawing;
  finder.renew = () => draw(finder, list);
  const bring = () => Promise.all(ids.map((id) => cardOf(finder.store, finder.facets, id)));
  const found = await finder.retry(bring).catch(() => null);
  if (drawing !== list.drawing) return undefined; // what is on the list has changed since: a later call draws it
  if (!found) return tell(finder, words.cards_failed);
  // By the reader's clock a check may have grown too old since: what is withheld from all lists is withheld here.
  list.cards = found.filter((card) => card && finder.states[card.row] < WITHHELD);
  const gone = ids.length - list.cards.length;
  if (gone) tell(finder, finder.count("gone", gone));
  const items = list.cards.map((card) => drawCard(finder, card, card.join));
  find("kept").replaceChildren(...items);
  find("list-empty").hidden = ids.length > 0;
  find("text").hidden = true;
  for (const button of find("list").querySelectorAll("[data-list]")) {
    button.hidden = !ids.length && button.dataset.list !== "close";
  }
  const hidden = saved.hides();
  find("list-hidden").hidden = !hidden;
  if (hidden === saved.ids.length) find("list").querySelector("[data-list=keep]").hidden = true;
  return sayDates(finder, list.cards, items);
}

async function cardOf(store, facets, id) {
  const rows = await store.file(`i${shardOf(id, facets.ids)}`);
  return Object.hasOwn(rows, id) ? bringCard(store, facets, rows[id]) : null;
}

const ACTS = {
  keep(finder) {
    const { saved, words } = finder;
    tell(finder, !saved.keep() ? words.refused : saved.hides() ? words.kept_part : words.kept);
  },
  async forget(finder, list) {
    finder.saved.forget();
    await draw(finder, list);
    tell(finder, finder.words.forgotten);
    finder.find("list").querySelector("[data-finder-heading]").focus();
  },
  print: () => print(),
  async copy(finder, list) {
    const { find, words, root } = finder;
    const text = list.cards
      .map((card) => [card.name, card.said ?? card.when, card.place, card.only, card.join, new URL(card.href, root).href])
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
    const groups = list.cards
      .filter((card) => card.form && states[card.row] <= RELIED_ON)
      .map((card) => ({
        name: card.name,
        place: card.place,
        form: card.form,
        sensitive: values[codes[card.row]].some((id) => facets.sensitive.includes(id)),
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
