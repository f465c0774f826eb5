/**
 * The town or postcode in a search, so that it leads to the groups near there.
 *
 * A place is asked for by "in", "near" and the like before it, by standing alone, or beside a word for groups. Only
 * whole names count. Many villages are called by an everyday word, as "Street" and "March" are: without a word for
 * groups those are none. To look one up, a piece of the table of places is fetched, as the finder does.
 */
import { Places } from "../finder/places.mjs";
import { handOver } from "../near/near.mjs";
import { fold } from "./words.mjs";

const CODES = [/\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/i, /\b[a-z]\d[a-z] ?\d[a-z]\d\b/i];
// The first half of a British code, or a number: only after "near" and the like, since B12 is a vitamin too.
const SHORT_CODE = /^(?:[a-z]{1,2}\d[a-z\d]?|\d{4,5})$/;
const BEFORE = /(?:^| )(?:in|near|around|round|outside|nearest|close to|next to|local to) (.+)$/;
const ASKS = /^(?:groups?|meetings?|sessions?|circles?|clubs?|supports?|help|local|peers?|near|nearby|nearest|any(?:thing|one|where)|some(?:thing|one|where))$/;
const SMALL = /^(?:me|my|for|with|and|or|the|in|at|of|to|is|it|an?|there|any|some)$/;
const AGE = /\b\d+ ?(?:yrs?|years?)? ?olds?\b/gi;
const MONTHS = /^(?:march|april|may|june|august)$/;
const LONGEST = 3;
const MOST = 4;

/**
 * What may be a place in a text, likeliest first: at most four, since each may cost a file. `asked` are those that a
 * word such as "in" stands before where groups are asked for: only those may be a village of an everyday name.
 */
export function mayBePlaces(text) {
  const code = CODES.map((pattern) => pattern.exec(text)?.[0]).find(Boolean);
  const all = fold(text.replace(AGE, " "));
  const words = all.split(" ").filter(Boolean);
  const after = BEFORE.exec(all)?.[1].split(" ") ?? [];
  const asks = words.some((word) => ASKS.test(word));
  const ends = asks ? [words.slice(-2), words.slice(-1), words.slice(0, 2), words.slice(0, 1)] : [];
  const starts = Array.from({ length: Math.min(LONGEST, after.length) }, (_, more) => after.slice(0, more + 1)).reverse();
  const names = (runs) => runs.filter((run) => !run.some((word) => ASKS.test(word) || SMALL.test(word) || /\d/.test(word))).map((run) => run.join(" "));
  const said = names(starts);
  const codes = after.slice(0, 1).filter((word) => SHORT_CODE.test(word));
  const found = [...(code ? [code] : []), ...said, ...names([...(words.length <= LONGEST ? [words] : []), ...ends]), ...codes];
  const asked = new Set([code, ...codes, ...(asks ? said : [])]);
  return [...new Set(found)].filter((name) => name.length > 2).slice(0, MOST).map((name) => ({ name, asked: asked.has(name) }));
}

let places = null;

/**
 * Gives a paragraph that links to the groups near the place that a text names, or near each that it may be; else null.
 * `isWord` tells whether a word is an everyday one here.
 */
export async function nearLine(text, { root, words }, isWord) {
  if (!words.places) return null;
  places ??= new Places(root, words.places, { home: words.home, countries: [] });
  for (const { name, asked } of mayBePlaces(text)) {
    if (!asked && (MONTHS.test(name) || (await isWord(name)))) continue;
    const found = await places.named(name);
    if (found.length) return line(found, name, root, words);
  }
  return null;
}

/** The place goes beside the address and not in it. */
function line(found, typed, root, words) {
  const paragraph = document.createElement("p");
  for (const place of found) {
    const link = Object.assign(document.createElement("a"), { href: new URL("groups/#near", root).href });
    link.textContent = words.near.replace("{place}", place.name);
    link.addEventListener("click", () => handOver(found.length > 1 ? place.name : typed));
    if (paragraph.firstChild) paragraph.append(document.createElement("br"));
    paragraph.append(link);
  }
  return paragraph;
}
