/**
 * The gentle start: four questions, one at a time, each of which may be skipped, then a short list with reasons.
 *
 * Nobody is offered a group that excludes them: by age, by audience, or, where a listing says in words who may come,
 * without those words before everything else. Who has not said who they are is offered what is open to anyone.
 */
import { addLayer } from "../back.mjs";
import { listed } from "../language.mjs";
import { bringCard, drawCard, fill, sayDates } from "./cards.mjs";
import { drawEnd, rowsOf } from "./ends.mjs";
import { chipsOf, readForm, writeCounts, writeForm } from "./form.mjs";
import { noChoices, PARTS } from "./filter.mjs";
import { remember } from "./memory.mjs";
import { Moved } from "./store.mjs";

const STEPS = ["topics", "who", "how", "when"];
const COUNTED = ["how", "when"];
const SHOWN = 6;
const BOUND_SHOWN = 3;
// Where less fits, what comes closest is shown too.
const ENOUGH = 3;
const KINDS = ["group", "forum", "phone-line", "one-to-one"];
// What may be loosened: never who it is for, nor the age.
const FIRM = ["age", "admits"];

export function makeGentle(finder) {
  const form = finder.find("gentle");
  const gentle = { at: 0, form };

  gentle.begin = () => {
    finder.choices = noChoices(finder.facets);
    writeForm(form, finder.choices, finder.facets);
    finder.renew = null;
    finder.show("gentle");
    show(gentle, 0);
  };
  /** Goes on at a question, or at what fits, as if the questions before had just been answered. */
  gentle.recall = (choices, at) => {
    gentle.begin();
    writeForm(form, { ...choices, audience: choices.admits ?? [] }, finder.facets);
    for (let next = 1; next <= (at ?? STEPS.length - 1); next += 1) step(gentle, next);
    return at === null ? finish(finder, choices) : undefined;
  };
  /** Says of the choices of a question which of them, with the answers so far, lead nowhere. */
  gentle.count = () => {
    const part = form.querySelector("[data-finder-step]:not([hidden])");
    if (!COUNTED.includes(part.dataset.finderStep)) return;
    writeCounts(part, finder.filter(choicesOf(form, finder.facets)).counts, finder.words, true);
  };
  gentle.remember = () => remember(finder, choicesOf(form, finder.facets), { at: gentle.at });
  form.addEventListener("change", () => {
    const country = form.querySelector("[data-facet=country]").value;
    const choices = readForm(form, finder.facets);
    writeForm(form, { ...choices, country }, finder.facets);
    gentle.count();
    gentle.remember();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.reportValidity()) forward(finder, gentle);
  });
  form.addEventListener("click", (event) => {
    const has = (name) => event.target.closest(`[data-finder-${name}]`);
    if (has("unsafe")) step(gentle, "unsafe");
    else if (has("back")) history.back(); // each step is a layer above the one before
    else if (has("skip")) {
      clear(form.querySelector(`[data-finder-step=${STEPS[gentle.at]}]`));
      forward(finder, gentle);
    }
  });
  return gentle;
}

/** Goes on to a step; Back leads to the one that was shown. */
function step(gentle, to) {
  const from = gentle.unsafe ? "unsafe" : gentle.at;
  addLayer(() => show(gentle, from));
  show(gentle, to);
}

function show(gentle, to) {
  gentle.unsafe = to === "unsafe";
  if (!gentle.unsafe) gentle.at = to;
  const name = gentle.unsafe ? to : STEPS[to];
  for (const part of gentle.form.querySelectorAll("[data-finder-step]")) part.hidden = part.dataset.finderStep !== name;
  gentle.form.querySelector(`[data-finder-step=${name}] [data-finder-heading]`).focus();
  gentle.count();
  gentle.remember();
}

function forward(finder, gentle) {
  if (gentle.at < STEPS.length - 1) step(gentle, gentle.at + 1);
  else finish(finder, choicesOf(gentle.form, finder.facets));
}

function clear(part) {
  for (const control of part.querySelectorAll("[data-facet]")) {
    if (control.type === "checkbox") control.checked = false;
    else control.value = "";
    if (control.dataset.facet === "region") control.closest("p").hidden = true;
  }
}

/** What was answered. Who it is for is not a wish for a kind of group but a fact that groups may turn on. */
function choicesOf(form, facets) {
  const { audience, ...choices } = readForm(form, facets);
  return { ...choices, audience: [], admits: audience };
}

async function finish(finder, choices) {
  finder.choices = choices;
  finder.renew = () => finish(finder, choices);
  const { facets, words, find } = finder;
  const rows = rowsOf(finder, choices, KINDS);
  const { values, codes } = facets.columns.bound;
  const open = rows.filter((row) => !values[codes[row]]);
  const bound = rows.filter((row) => values[codes[row]]);
  const near = closest(finder, choices, rows).filter((row) => !values[codes[row]]).slice(0, Math.max(0, ENOUGH - open.length));
  finder.show("short");
  remember(finder, choices);
  find("short").setAttribute("aria-busy", "true");
  const text = rows.length ? finder.count("fits", rows.length) : choices.age !== null && choices.age < 18 ? words.none_minor : words.none;
  finder.announce(text);
  const unsaid = [!choices.admits.length && words.skipped, choices.age === null && words.no_age];
  find("skipped").textContent = [text, ...unsaid].filter(Boolean).join(" ");
  const bring = (some, most) => Promise.all(Array.from(some.slice(0, most), (row) => bringCard(finder.store, facets, row)));
  try {
    const found = await finder.retry(() => Promise.all([bring(open, SHOWN), bring(near, ENOUGH), bring(bound, BOUND_SHOWN)]));
    const draw = (card) => drawCard(finder, card, reason(finder, card));
    const [fits, ...others] = found.map((cards) => cards.map(draw));
    find("fits").replaceChildren(...fits);
    ["nearest", "bound"].forEach((name, at) => {
      find(name).hidden = !others[at].length;
      find(name).querySelector("ul").replaceChildren(...others[at]);
    });
    sayDates(finder, found.flat(), [fits, ...others].flat());
  } catch (error) {
    if (error instanceof Moved) return;
    finder.announce(words.cards_failed, 0);
    find("skipped").textContent = words.cards_failed;
  }
  const chips = chipsOf(choices, facets, finder.label, words).filter(({ facet }) => !FIRM.includes(facet));
  await drawEnd(finder, rows.length, chips, (looser) => finish(finder, looser)).catch(() => {});
  if (finder.choices === choices) find("short").setAttribute("aria-busy", "false"); // unless more was asked meanwhile
}

/**
 * What comes closest to an answer: at another time, then from home, from anywhere. Who it is for is never let go of.
 * Where nothing fits, the end of the list says what can be joined from home.
 */
function closest(finder, choices, rows) {
  const found = new Set();
  let looser = choices;
  for (const part of [{ days: [], parts: [] }, { formats: ["online", "phone"], country: "", region: "" }].slice(0, rows.length ? 2 : 1)) {
    looser = { ...looser, ...part };
    for (const row of rowsOf(finder, looser, KINDS)) if (!rows.includes(row)) found.add(row);
  }
  return [...found];
}

/** Says why a group was chosen: what was answered and what the listing says to it. */
function reason(finder, { row, who, format, only }) {
  const { choices, facets, label, words } = finder;
  const says = (name) => facets.columns[name].values[facets.columns[name].codes[row]];
  const parts = [];
  const topics = says("topics").filter((id) => choices.topics.includes(id));
  if (topics.length) parts.push(fill(words.about, { topics: listed(topics.map((id) => label("topics", id)), finder.words.joining) }));
  const audience = says("audience").map((id) => label("audience", id));
  if (audience.length) parts.push(fill(words.for_whom, { who: listed(audience, finder.words.joining) }));
  parts.push(...who.slice(audience.length)); // the ages
  if (!who.length && !only) parts.push(words.anyone);
  if (choices.formats.length && format) parts.push(fill(words.how, { format }));
  if (choices.days.length || choices.parts.length) parts.push(times(finder, says("slots")));
  return parts.filter(Boolean).join(" · ");
}

function times({ choices, label, words }, slots) {
  const fit = slots.filter((slot) => {
    const day = Math.floor(slot / 8);
    return (!choices.days.length || choices.days.includes(day)) && (!choices.parts.length || choices.parts.includes(slot % 8));
  });
  const said = fit.map((slot) => {
    const days = label("days", Math.floor(slot / 8));
    const part = slot % 8 < PARTS.length ? label("parts", slot % 8) : "";
    return slot >= 56 ? part : part ? fill(words.when_part, { days, parts: part }) : days;
  });
  return said.length ? fill(words.when, { days: said.filter(Boolean).join("; ") }) : "";
}
