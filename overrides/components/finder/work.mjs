/** All groups with filters beside them: counts, chips, order, twenty cards at a time, and an end that leads on. */
import { openSheet } from "../back.mjs";
import { numbers } from "../language.mjs";
import { bringCard, drawCard, fill, sayDates } from "./cards.mjs";
import { noChoices } from "./filter.mjs";
import { chipsOf, readForm, writeCounts, writeForm } from "./form.mjs";
import { placed, remember } from "./memory.mjs";
import { byFreshness, ordered } from "./order.mjs";
import { Moved } from "./store.mjs";

const STEP = 20;
const FIRST = 4;

export function makeWork(finder) {
  const { find, words } = finder;
  const form = find("form");
  const work = { order: byFreshness(finder.facets, finder.states), rows: [], shown: 0, turn: 0, far: null };

  function restart() {
    work.order = byFreshness(finder.facets, finder.states);
    work.far = null;
    find("sort").value = "fresh";
    return work.draw();
  }
  work.use = (choices) => {
    finder.choices = choices;
    return work.draw();
  };
  work.remember = () => remember(finder, finder.choices, { sort: find("sort").value, shown: work.shown });
  // What ended because the site was published anew has been drawn again already.
  const failed = (error, text) => error instanceof Moved || finder.note(text);
  work.draw = async () => {
    finder.renew = restart;
    const { rows, counts } = finder.filter(finder.choices);
    work.rows = ordered(rows, work.order);
    writeForm(form, finder.choices, finder.facets);
    writeCounts(form, counts, words);
    work.shown = 0;
    work.remember();
    const chips = chipsOf(finder.choices, finder.facets, finder.label, words);
    drawChips(finder, work, chips);
    const text = rows.length ? finder.count("count", rows.length) : noneText(finder);
    find("count").textContent = text;
    find("sheet-show").textContent = finder.count("show", rows.length);
    find("link").hidden = true;
    finder.announce(text);
    drawPlain(finder);
    const turn = ++work.turn;
    try {
      await more(finder, work, turn);
      const { drawEnd } = await import("./ends.mjs");
      if (turn === work.turn) await drawEnd(finder, rows.length, chips, work.use);
    } catch (error) {
      if (turn === work.turn) failed(error, words.cards_failed);
    }
  };
  form.addEventListener("change", () => work.use({ ...readForm(form, finder.facets), admits: finder.choices.admits }));
  form.addEventListener("submit", (event) => event.preventDefault());
  find("clear").addEventListener("click", () => {
    work.use(noChoices(finder.facets));
    find("work").querySelector("[data-finder-heading]").focus();
  });
  find("sheet-clear").addEventListener("click", () => work.use(noChoices()));
  find("more").addEventListener("click", () => {
    more(finder, work, work.turn).catch((error) => failed(error, words.cards_failed));
  });
  /** Shows as much as somebody had seen. Where they are is not remembered, so neither is that order. */
  work.goOn = async (sort, shown) => {
    if (["soon", "name"].includes(sort)) await work.sort(sort);
    while (work.shown < Math.min(shown ?? 0, work.rows.length)) await more(finder, work, work.turn);
  };
  let near = null;
  work.sort = async (by) => {
    find("sort").value = by;
    try {
      const { reorder, startNear } = await import("./sorts.mjs");
      if (by === "near") near ??= startNear(finder, work) ?? true;
      await reorder(finder, work, by);
    } catch {
      finder.note(words.order_failed);
    }
  };
  find("sort").addEventListener("change", () => work.sort(find("sort").value));
  find("share").addEventListener("click", () => {
    import("./share.mjs").then(({ showLink }) => showLink(finder)).catch(() => finder.note(words.failed));
  });
  startSheet(finder);
  return work;
}

function noneText({ choices, words }) {
  return choices.age !== null && choices.age < 18 ? words.none_minor : words.none;
}

/** Shows twenty more cards, in order, as they arrive; what a later choice made needless is dropped. */
async function more(finder, work, turn) {
  const { find, facets, words } = finder;
  const list = find("cards");
  const first = work.shown === 0;
  const rows = Array.from(work.rows.slice(work.shown, work.shown + STEP));
  const bring = (some) => Promise.all(some.map((row) => bringCard(finder.store, facets, row)));
  const items = [];
  const cards = [];
  // All are asked for at once, but the first few are shown without waiting for the last.
  bring(rows).catch(() => {});
  for (const part of [rows.slice(0, FIRST), rows.slice(FIRST)]) {
    const found = await finder.retry(() => bring(part));
    if (turn !== work.turn) return;
    const made = found.map((card) => drawCard(finder, card, work.far ? work.away(card.row) : ""));
    if (first && !items.length) list.replaceChildren(...made);
    else list.append(...made);
    items.push(...made);
    cards.push(...found);
  }
  work.shown += rows.length;
  placed({ shown: work.shown });
  if (!first) items[0]?.querySelector("a").focus();
  const left = work.rows.length - work.shown;
  find("more").hidden = left <= 0;
  const number = numbers();
  const values = { number: number.format(work.shown), count: number.format(work.rows.length) };
  find("shown").textContent = left > 0 ? fill(words.shown, values) : "";
  if (!first) finder.announce(find("shown").textContent || find("count").textContent);
  sayDates(finder, cards, items);
}

function drawChips(finder, work, chips) {
  const { find, words } = finder;
  find("chosen").hidden = !chips.length;
  const items = chips.map(({ text, without }) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hub-chip hub-finder__chip";
    button.textContent = text;
    button.setAttribute("aria-label", fill(words.chip, { choice: text }));
    button.addEventListener("click", () => {
      work.use(without);
      // The chip is gone: the next one, or the heading, takes the focus.
      (find("chips").querySelector("button") ?? find("work").querySelector("[data-finder-heading]")).focus();
    });
    item.append(button);
    return item;
  });
  find("chips").replaceChildren(...items);
}

/** Leads to the plain list of the one topic that was chosen. */
function drawPlain(finder) {
  const { find, choices } = finder;
  const [topic] = choices.topics.length === 1 ? choices.topics : [];
  const part = find("same");
  part.hidden = !topic;
  if (!topic) return;
  const link = part.querySelector("a");
  link.href = new URL(`groups/topics/${topic}.html`, finder.root).href;
  link.textContent = finder.label("topics", topic);
}

/** On a narrow screen the filters open as a sheet; it is the same form, moved there and back. */
function startSheet({ find }) {
  const sheet = find("sheet");
  const home = find("aside");
  find("sheet-open").addEventListener("click", () => {
    find("sheet-place").append(find("form"));
    openSheet(sheet);
  });
  sheet.addEventListener("close", () => {
    home.append(find("form"));
    find("sheet-open").focus();
  });
  for (const name of ["sheet-close", "sheet-show"]) find(name).addEventListener("click", () => sheet.close());
  matchMedia("(min-width: 56rem)").addEventListener("change", (wide) => wide.matches && sheet.open && sheet.close());
}
