// @ts-check
//# allFunctionsCalledOnLoad
/**
 * Misspellings: what a word that stands nowhere was likely meant to be, from the list of all terms.
 *
 * @typedef {{manifest: {words: string[]}, file: (name: string) => Promise<string | null>}} Store
 * @typedef {{term: string, slips: number, uses: number}} Near
 */
import { bits } from "./ranking.mjs";

// A term of so many letters may have lost an ending of so many.
const LONG = 5;
const ENDING = 5;
const VOWELS = "aeiouy";

// Shorter words are too near to each other, and longer ones may have two slips.
const SHORTEST = 5;
const TWO_SLIPS = 8;
// How often a term is met at least (as a power of two) before a shorter word is taken for it.
const COMMON = 2;

/**
 * The likeliest terms, at most three: the fewest slips first, then the most used. Few people slip on the first
 * letter, so that its own list is asked first. No guess is better than one without ground: then nothing is given.
 *
 * @param {Store} store
 * @param {string} word
 * @param {string} stem
 * @returns {Promise<Near[]>}
 */
export async function nearest(store, word, stem) {
  const slips = word.length < SHORTEST ? 0 : word.length < TWO_SLIPS ? 1 : 2;
  if (!slips) return [];
  const own = ownNumber(store, stem);
  const rest = store.manifest.words.map((_, number) => number).filter((number) => number !== own);
  for (const [numbers, allowed] of /** @type {[number[], number][]} */ ([[own < 0 ? [] : [own], slips], [rest, 1]])) {
    const lists = await Promise.all(numbers.map((number) => store.file(`w${number}`)));
    const near = lists.flatMap((list) => (list ? nearIn(list, [...new Set([stem, word])], allowed) : []));
    const found = near.filter(({ term, uses }) => word.length >= TWO_SLIPS || (uses >= COMMON && isSlip(stem, term)));
    if (found.length) return found.sort((one, other) => one.slips - other.slips || other.uses - one.uses).slice(0, 3);
  }
  return [];
}

/**
 * Whether one word may be a slip for another: a consonant that stands for another makes another word ("cancel").
 *
 * @param {string} word
 * @param {string} term
 */
function isSlip(word, term) {
  if (word.length !== term.length) return true;
  const at = [...word].findIndex((letter, place) => letter !== term[place]);
  return at < 0 || word[at + 1] === term[at] || (VOWELS.includes(word[at]) && VOWELS.includes(term[at]));
}

/**
 * Brings the list of the terms with this first letter.
 *
 * @param {Store} store
 * @param {string} stem
 */
export async function ownList(store, stem) {
  const own = ownNumber(store, stem);
  return own < 0 ? null : store.file(`w${own}`);
}

/** @param {Store} store @param {string} stem */
function ownNumber(store, stem) {
  return store.manifest.words.findLastIndex((key) => key <= stem[0]);
}

/** @param {string} list @param {string[]} spellings @param {number} allowed */
function nearIn(list, spellings, allowed) {
  /** @type {Near[]} */
  const found = [];
  const typed = letters(spellings.join(""));
  let least = allowed;
  for (const entry of list.split(" ")) {
    const term = entry.slice(0, -1);
    if (term.length < 3 || bits(letters(term) & ~typed) > least) continue; // each letter that was not typed is a slip
    const slips = Math.min(...spellings.map((spelling) => distance(spelling, term, least)));
    if (slips > least) continue;
    least = slips;
    found.push({ term, slips, uses: Number(entry.slice(-1)) });
  }
  return found.filter((one) => one.slips === least);
}

/**
 * Which letters a text has, as bits. Other signs share their bits with letters: then one counts as typed.
 *
 * @param {string} text
 */
function letters(text) {
  let mask = 0;
  for (let at = 0; at < text.length; at++) mask |= 1 << (text.charCodeAt(at) & 31);
  return mask;
}

/**
 * How many letters were left out, added, changed or swapped with their neighbour; more than `most` is not counted.
 *
 * Terms have lost their endings. So a word that goes on for a few letters after a long term counts as one slip: of
 * "confidentialty" only "confidenti" is in the list.
 *
 * @param {string} word
 * @param {string} term
 * @param {number} most
 */
export function distance(word, term, most) {
  const ending = term.length >= LONG ? ENDING : 0;
  if (term.length - word.length > most || word.length - term.length > most + ending) return most + 1;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: term.length + 1 }, (_, at) => at);
  let ended = most + 1;
  for (let i = 1; i <= word.length; i++) {
    const row = [i];
    for (let j = 1; j <= term.length; j++) {
      const same = word[i - 1] === term[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && word[i - 1] === term[j - 2] && word[i - 2] === term[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (word.length - i <= ending) ended = Math.min(ended, row[term.length] + 1);
    if (Math.min(...row) > most) return ended;
    [before, last] = [last, row];
  }
  return Math.min(ended, last[term.length]);
}
