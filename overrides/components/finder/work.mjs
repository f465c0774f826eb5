/** All groups with filters beside them: counts, chips, order, twenty cards at a time, and an end that leads on. */
import { note } from "./app.mjs";
import { bringCard, drawCard, fill, sayers } from "./cards.mjs";
import { drawEnd } from "./ends.mjs";
import { noChoices } from "./filter.mjs";
import { chipsOf, readForm, writeCounts, writeForm } from "./form.mjs";
import { byFreshness, ordered } from "./order.mjs";

const STEP = 20;

export function makeWork(finder) {
  const { find, words } = finder;
  const form = find("form");
  const work = { order: byFreshness(finder.facets, finder.states), rows: [], shown: 0, turn: 0, far: null };

  work.use = (choices) => {
    finder.choices = choices;
    return work.draw();
  };
  work.draw = async () => {
    const { rows, counts } = finder.filter(finder.choices);
    work.rows = ordered(rows, work.order);
    writeForm(form, finder.choices, finder.facets);
    writeCounts(form, counts);
    const chips = chipsOf(finder.choices, finder.label, words);
    drawChips(finder, work, chips);
    const text = rows.length ? finder.count("count", rows.length) : noneText(finder);
    find("count").textContent = text;
    find("sheet-close").textContent = finder.count("show", rows.length);
    find("link").hidden = true;
    finder.announce(text);
    drawPlain(finder);
    const turn = ++work.turn;
    work.shown = 0;
    await Promise.all([more(finder, work, turn), drawEnd(finder, rows.length, chips, work.use)]).catch(() => {
      if (turn === work.turn) note(finder, words.cards_failed);
    });
  };
  form.addEventListener("change", () => work.use({ ...readForm(form), admits: finder.choices.admits }));
  form.addEventListener("submit", (event) => event.preventDefault());
  find("clear").addEventListener("click", () => {
    work.use(noChoices());
    find("work").querySelector("[data-finder-heading]").focus();
  });
  find("more").addEventListener("click", () => more(finder, work, work.turn).catch(() => note(finder, words.cards_failed)));
  find("sort").addEventListener("change", () => reorder(finder, work, find("sort").value));
  find("share").addEventListener("click", () => share(finder));
  startSheet(finder);
  if (find("near")) startNear(finder, work);
  return work;
}

function noneText({ choices, words }) {
  return choices.age !== null && choices.age < 18 ? words.none_minor : words.none;
}

/** Shows twenty more cards, in order, as they arrive; what a later choice made needless is dropped. */
async function more(finder, work, turn) {
  const { find, facets, states, words } = finder;
  const list = find("cards");
  const first = work.shown === 0;
  const rows = Array.from(work.rows.slice(work.shown, work.shown + STEP));
  const cards = await finder.retry(() => Promise.all(rows.map((row) => bringCard(finder.store, facets, row))));
  const when = await sayers(cards, finder.wordsAt);
  if (turn !== work.turn) return;
  work.shown += rows.length;
  const now = Date.now();
  const items = cards.map((card) => drawCard(finder, card, when(card, states[card.row], now), away(work, card.row, words)));
  if (first) list.replaceChildren(...items);
  else {
    list.append(...items);
    items[0]?.querySelector("a").focus();
  }
  const left = work.rows.length - work.shown;
  find("more").hidden = left <= 0;
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined);
  const values = { number: number.format(work.shown), count: number.format(work.rows.length) };
  find("shown").textContent = left > 0 ? fill(words.shown, values) : "";
  if (!first) finder.announce(find("shown").textContent || find("count").textContent);
}

function away({ far, say }, row, words) {
  return far && Number.isFinite(far[row]) ? fill(words.near, { distance: say(far[row]) }) : "";
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

async function reorder(finder, work, by) {
  const { find, facets, states, store, words } = finder;
  const fresh = byFreshness(facets, states);
  if (find("near")) find("near").hidden = by !== "near";
  if (by === "near" && !work.far) return;
  try {
    const { byNumber, nextStarts } = await import("./order.mjs");
    if (by === "soon") {
      const file = await finder.retry(() => store.file("soon"));
      const { readColumn } = await import("./facets.mjs");
      const starts = nextStarts(file, readColumn(file.starts, facets.count), states, Date.now());
      work.order = byNumber(starts, fresh);
    } else if (by === "name") {
      const { readPlanes } = await import("./facets.mjs");
      work.order = byNumber(readPlanes((await finder.retry(() => store.file("names"))).codes, facets.count), fresh);
    } else work.order = by === "near" ? byNumber(work.far, fresh) : fresh;
    if (by !== "near") work.far = null;
    await work.draw();
  } catch {
    find("sort").value = "fresh";
    note(finder, words.order_failed);
  }
}

function startNear(finder, work) {
  const { find, words, facets } = finder;
  const say = (text) => {
    finder.announce(text, 0);
    find("near-note").textContent = text;
  };
  async function places() {
    const { readPlaces, ...distance } = await import("./distance.mjs");
    const found = readPlaces(await finder.retry(() => finder.store.file("places")), facets.count);
    return { ...found, ...distance };
  }
  async function from(point) {
    const { points, distances, KM_A_MILE } = await places();
    work.far = distances(points, point);
    work.say = lengthSayer(facets.home, KM_A_MILE);
    find("near-note").textContent = "";
    await reorder(finder, work, "near");
  }
  const failed = () => say(words.order_failed);
  find("sort").addEventListener("change", async () => {
    if (find("sort").value !== "near" || find("near").querySelector("datalist").options.length) return;
    const { towns } = await places().catch(() => ({ towns: new Map() }));
    find("near").querySelector("datalist").append(...[...towns.keys()].map((name) => new Option(name, name)));
  });
  find("here").addEventListener("click", () => {
    say(words.asking);
    const denied = () => say(words.denied);
    if (!navigator.geolocation) return void denied();
    const options = { timeout: 10_000, maximumAge: 600_000, enableHighAccuracy: false };
    const found = ({ coords }) => from([coords.latitude, coords.longitude]).catch(failed);
    navigator.geolocation.getCurrentPosition(found, denied, options);
  });
  find("town").addEventListener("click", async () => {
    const { towns } = await places().catch(() => ({ towns: null }));
    if (!towns) return failed();
    const asked = find("near").querySelector("input").value.trim().toLowerCase();
    const name = asked && [...towns.keys()].find((town) => town.toLowerCase().startsWith(asked));
    return name ? from(towns.get(name)).catch(failed) : say(words.unknown_town);
  });
}

/** Says a length as the hub's country does; nearer than a few is said as it is, for coordinates are only so exact. */
function lengthSayer(home, kmAMile) {
  const miles = ["GB", "US"].includes(home);
  const options = { style: "unit", unit: miles ? "mile" : "kilometer", unitDisplay: "long", maximumFractionDigits: 0 };
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined, options);
  return (km) => number.format(Math.max(1, miles ? km / kmAMile : km));
}

async function share(finder) {
  const { find, words, choices, facets } = finder;
  const { isSensitive, toFragment } = await import("./share.mjs");
  const field = document.getElementById("finder-link");
  field.value = new URL(`groups/${toFragment(choices)}`, finder.root).href;
  const text = isSensitive(choices, facets) ? words.link_sensitive : words.link_made;
  find("link-note").textContent = text;
  find("link").hidden = false;
  field.focus();
  field.select();
}

/** On a narrow screen the filters open as a sheet; it is the same form, moved there and back. */
function startSheet({ find }) {
  const sheet = find("sheet");
  const home = find("aside");
  find("sheet-open").addEventListener("click", () => {
    find("sheet-place").append(find("form"));
    sheet.showModal();
  });
  sheet.addEventListener("close", () => {
    home.append(find("form"));
    find("sheet-open").focus();
  });
  find("sheet-close").addEventListener("click", () => sheet.close());
  matchMedia("(min-width: 56rem)").addEventListener("change", (wide) => wide.matches && sheet.open && sheet.close());
}
