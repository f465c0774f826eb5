/** The finder's cards: brought in chunks as they are needed, and shown as the plain lists show theirs. */
import { counted, numbers, speak } from "../language.mjs";
import { STATES } from "./filter.mjs";

const DAY = 86_400_000;

/** Brings what is shown of a row; throws where its chunk cannot be had or is damaged. */
export async function bringCard(store, facets, row) {
  // What stands first while nothing is chosen is in a file that was asked for with the facets.
  const stands = facets.first.indexOf(row);
  const [name, at] = stands >= 0 ? ["first", stands] : [`c${Math.floor(row / facets.chunk)}`, row % facets.chunk];
  const found = (await store.file(name))?.[at];
  if (!Array.isArray(found) || typeof found[0] !== "string" || !/^[a-z0-9-]+$/.test(found[0])) {
    store.forget(name);
    throw new Error("a chunk is damaged");
  }
  const [id, called, summary, place, when, who, only, how, form, format, join, ...langs] = found;
  return { row, id, name: called, href: `groups/${id}.html`, summary, place, when, who, only, how, form, format, join, langs };
}

/** Puts next dates and the reader's own hours on cards that are there already; where they cannot be had, rules stay. */
export async function sayDates(finder, cards, items) {
  const { values, codes } = finder.facets.columns.hours;
  const hours = cards.map(({ row }) => values[codes[row]]);
  if (!cards.some((card, at) => card.form || hours[at].length)) return;
  try {
    const { makeSayer } = await import("./dates.mjs");
    const say = await makeSayer(finder.wordsAt);
    cards.forEach((card, at) => {
      card.said = say(card, finder.states[card.row], hours[at]);
      const line = items[at].querySelector(".hub-card__when");
      if (line) line.textContent = card.said;
    });
  } catch {
    // The rules are right on any day.
  }
}

/** Makes the element of one card. */
export function drawCard(finder, card, reason = "") {
  const { facets, states, words } = finder;
  const item = finder.find("card").content.firstElementChild.cloneNode(true);
  const link = item.querySelector("a");
  link.href = new URL(card.href, finder.root).href;
  link.textContent = card.name;
  [link, item.querySelector(".hub-card__summary")].forEach((part, at) => speak(part, card.langs[at]));
  const { columns } = facets;
  const kind = words[`kind_${columns.kind.values[columns.kind.codes[card.row]]}`];
  const texts = {
    "hub-card__when": card.when,
    "hub-meta": [kind, card.format].filter(Boolean).join(" · "),
    "hub-card__reason": reason,
    "hub-card__summary": card.summary,
    "hub-finder__only": card.only,
  };
  for (const [name, text] of Object.entries(texts)) {
    const part = item.querySelector(`.${name}`);
    if (text) part.textContent = text;
    else if (name !== "hub-meta") part.remove();
  }
  const about = item.querySelector(".hub-meta");
  if (card.place) {
    const place = Object.assign(document.createElement("bdi"), { textContent: card.place });
    about.append(texts["hub-meta"] ? " · " : "", place);
  }
  if (!about.firstChild) about.remove();
  const topics = columns.topics.values[columns.topics.codes[card.row]];
  const labels = topics.map((id) => finder.label("topics", id));
  const tags = [...labels.map((text) => tag(text, "")), ...card.who.map((text) => tag(text, "hub-tag--who"))];
  if (tags.length) item.querySelector(".hub-tags").append(...tags);
  else item.querySelector(".hub-tags").remove();
  const badge = item.querySelector(".hub-badge");
  badge.setAttribute(`data-${STATES[states[card.row]]}`, "");
  badge.textContent = badgeText(card, finder);
  finder.saved.dress(item.querySelector("[data-save]"), card);
  return item;
}

function tag(text, more) {
  const item = document.createElement("li");
  if (more) item.className = more;
  item.dir = "auto";
  item.textContent = text;
  return item;
}

function badgeText({ row, how }, { facets, states, words }) {
  const pattern = words[`badge_${how}`] ?? words[`badge_${STATES[states[row]]}`];
  const day = new Date(Date.parse(`${facets.built}T00:00:00Z`) - (facets.checked[row] - 1) * DAY);
  const date = fill(words.date, {
    day: day.getUTCDate(), month: words.months[day.getUTCMonth()], year: day.getUTCFullYear(),
  });
  return fill(pattern, { date, how: words[`how_${how}`] });
}

export function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** Chooses the words' plural form, and writes the number as the page's language does. */
export function count(words, key, n) {
  return fill(counted(words[key], n), { count: numbers().format(n) });
}
