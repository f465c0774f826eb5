/**
 * The town or postcode in a search, so that it leads to the groups near there.
 *
 * A place is asked for by "in", "near" and the like before it, by standing alone, or beside a word for groups. Only
 * whole names count. To look one up, a piece of the table of places is fetched, as the finder does.
 */
import { Places } from "../finder/places.mjs";
import { handOver } from "../near/near.mjs";
import { fold } from "./words.mjs";

const CODES = [/\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/i, /\b[a-z]\d[a-z] ?\d[a-z]\d\b/i];
// The first half of a British code, or a number: only after "near" and the like, since B12 is a vitamin too.
const SHORT_CODE = /^(?:[a-z]{1,2}\d[a-z\d]?|\d{4,5})$/;
const BEFORE = /(?:^| )(?:in|near|around|round|outside|nearest|close to|next to|local to) (.+)$/;
const GROUPS = /^(?:groups?|meetings?|supports?|help|local|peers?|near|nearby|me|my|for|with|and|the|in|at)$/;
const LONGEST = 3;
const MOST = 4;

/** What may be a place in a text, likeliest first: at most four, since each may cost a file. */
export function mayBePlaces(text) {
  const code = CODES.map((pattern) => pattern.exec(text)?.[0]).find(Boolean);
  const all = fold(text);
  const words = all.split(" ").filter(Boolean);
  const after = BEFORE.exec(all)?.[1].split(" ") ?? [];
  const ends = words.some((word) => GROUPS.test(word))
    ? [words.slice(-2), words.slice(-1), words.slice(0, 2), words.slice(0, 1)]
    : [];
  const starts = Array.from({ length: Math.min(LONGEST, after.length) }, (_, more) => after.slice(0, more + 1)).reverse();
  const runs = [...starts, ...(words.length <= LONGEST ? [words] : []), ...ends];
  const names = [
    ...runs.filter((run) => !run.some((word) => GROUPS.test(word) || /\d/.test(word))).map((run) => run.join(" ")),
    ...after.slice(0, 1).filter((word) => SHORT_CODE.test(word)),
  ];
  return [...new Set([...(code ? [code] : []), ...names])].filter((name) => name.length > 2).slice(0, MOST);
}

let places = null;

/** Gives a line that links to the groups near the place that a text names, or null. */
export async function nearLine(text, { root, words }) {
  if (!words.places) return null;
  places ??= new Places(root, words.places, { home: words.home, countries: [] });
  for (const name of mayBePlaces(text)) {
    const found = await places.named(name);
    if (found) return line(found.name, name, root, words);
  }
  return null;
}

/** The place goes beside the address and not in it. */
function line(place, typed, root, words) {
  const link = Object.assign(document.createElement("a"), { href: new URL("groups/#near", root).href });
  link.textContent = words.near.replace("{place}", place);
  link.addEventListener("click", () => handOver(typed));
  const paragraph = document.createElement("p");
  paragraph.append(link);
  return paragraph;
}
