// @ts-check
/**
 * Choices as a fragment that a reader may copy, and back. Pure.
 *
 * A fragment is never sent to a server. What it says is checked against what the facets know: anything else is left
 * out and reported, so that a changed link can do no harm.
 *
 * @typedef {import("./filter.mjs").Facets} Facets
 * @typedef {import("./filter.mjs").Choices} Choices
 */
import { namesOf, noChoices, PARTS, STATES } from "./filter.mjs";

export const START = "#find=";
const NUMBERS = ["days", "parts"];
const OLDEST = 120;

/** @param {Choices} choices @param {Facets} facets */
export function toFragment(choices, facets) {
  const { lists, flags } = namesOf(facets);
  const parts = lists.filter((name) => choices[name].length).map((name) => [name, choices[name].join(",")]);
  for (const name of flags) if (choices[name]) parts.push([name, "1"]);
  for (const name of ["country", "region"]) if (choices[name]) parts.push([name, choices[name]]);
  if (choices.age !== null) parts.push(["age", String(choices.age)]);
  return START + new URLSearchParams(parts).toString();
}

/**
 * @param {string} fragment
 * @param {Facets} facets
 * @returns {{choices: Choices, lost: boolean}} `lost` says that a part of the link meant nothing here
 */
export function fromFragment(fragment, facets) {
  const choices = noChoices(facets);
  const { lists, flags } = namesOf(facets);
  let lost = false;
  const known = knownOf(facets);
  for (const [name, text] of new URLSearchParams(fragment.slice(START.length))) {
    if (lists.includes(name)) {
      const asked = text.split(",").map((id) => (NUMBERS.includes(name) ? Number(id) : id));
      choices[name] = [...new Set(asked.filter((id) => known[name].includes(id)))];
      lost ||= choices[name].length < asked.length;
    } else if (flags.includes(name)) choices[name] = text === "1";
    else if (name === "country" && known.country.includes(text)) choices.country = text;
    else if (name === "region") choices.region = text;
    else if (name === "age" && /^\d{1,3}$/.test(text) && Number(text) <= OLDEST) choices.age = Number(text);
    else lost = true;
  }
  const { country, region } = choices;
  if (region && !facets.columns.where.values.some(([code, part]) => code === country && part === region)) {
    choices.region = "";
    lost = true;
  }
  return { choices, lost };
}

/** @param {Facets} facets @returns {Record<string, any[]>} */
function knownOf(facets) {
  return {
    ...facets.options,
    country: facets.countries.map(([code]) => code),
    days: [0, 1, 2, 3, 4, 5, 6],
    parts: PARTS.map((_, part) => part),
    fresh: STATES,
  };
}

/**
 * Whether a link would tell others something that can hurt.
 *
 * @param {Choices} choices
 * @param {Facets} facets
 */
export function isSensitive(choices, facets) {
  return choices.topics.some((/** @type {string} */ id) => facets.sensitive.includes(id));
}

/**
 * Shows the link, marked for copying.
 *
 * @param {{find: (name: string) => HTMLElement, words: Record<string, string>, choices: Choices, facets: Facets,
 *   root: string}} finder
 */
export function showLink(finder) {
  const { find, words, choices, facets } = finder;
  const field = /** @type {HTMLInputElement} */ (document.getElementById("finder-link"));
  field.value = new URL(`groups/${toFragment(choices, facets)}`, finder.root).href;
  const text = isSensitive(choices, facets) ? words.link_sensitive : words.link_made;
  find("link-note").textContent = text;
  find("link").hidden = false;
  field.focus();
  field.select();
}
