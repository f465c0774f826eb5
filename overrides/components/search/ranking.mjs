// @ts-check
//# allFunctionsCalledOnLoad
/**
 * What comes first, stated in one place.
 *
 * A result with more of the words comes before one with fewer. Among those lunr's score decides, weighed by what the
 * result is and by when somebody last checked it. Sections of one article count together and show the best.
 *
 * @typedef {any[] & {weights: number[]}} Row a term, its number, then field, steps and places for each field
 * @typedef {{row: Row, boost: number, word: number, exact?: boolean}} Clause
 * @typedef {{bands: [number, string, string, string[]?][], articles: number[], count: number}} Manifest
 */
/** @type {Record<string, number>} */
const KIND = { help: 1, article: 1, topic: 1.6, group: 1 };
// How fresh a listing is.
/** @type {Record<string, number>} */
const STATE = { fresh: 1, ageing: 0.95, stale: 0.85, unchecked: 0.9 };
// What serves another country than the hub's own.
const ABROAD = 0.6;
// A word met only by its start, or only after a slip was mended, is worth half a word.
const FULL = 1;
const HALF = 0.5;
// So few good results leave room for those that have a word less.
const FEW = 6;

/**
 * Orders what has any of the clauses' terms. A clause is a term's `row` of its shard, a `boost`, the place of the
 * `word` that it stands for, and whether it is that very word (`exact`). Each result knows how many words it has
 * (`count`), and what they are worth (`met`). What is `unasked` for is left out.
 *
 * @param {Clause[]} clauses
 * @param {Manifest} manifest
 * @param {(document: number) => boolean} unasked
 */
export function ranked(clauses, manifest, unasked = () => false) {
  const { page, kind, state, factor } = ownersOf(manifest);
  const { score, full, half, touched } = scores(clauses, manifest);
  // Most of what has a word has too few of them: numbers do until it is known what stays.
  const best = new Int32Array(manifest.count); // of each page, the document with the best score
  const worth = new Float64Array(manifest.count).fill(-1); // and that score, weighed
  const met = new Float32Array(manifest.count);
  /** @type {number[]} */
  const pages = [];
  for (const document of touched) {
    if (unasked(document)) continue;
    const own = page[document];
    const weighed = score[document] * factor[document];
    full[own] |= full[document];
    half[own] |= half[document];
    if (worth[own] < 0) pages.push(own);
    if (weighed <= worth[own]) continue;
    worth[own] = weighed;
    best[own] = document;
  }
  for (const own of pages) {
    met[own] = FULL * bits(full[own]) + HALF * bits(half[own] & ~full[own]);
  }
  return enough(pages, met, kind)
    .map((own) => ({
      document: best[own],
      kind: kind[own],
      state: state[own],
      score: worth[own],
      count: bits(full[own] | half[own]),
      met: met[own],
    }))
    .sort((one, other) => other.met - one.met || other.score - one.score || one.document - other.document);
}

/**
 * lunr's own scores for a query of plain terms: the query's vector times each field's, divided by the query's length.
 * Thousands of groups can share a word, and what lunr keeps beside each score would take a slow phone a second.
 *
 * On the way, and for the same reason in the same pass: which words each document has, as bits, in `full` and by
 * `half`, and in `touched` every document that has any.
 *
 * @param {Clause[]} clauses
 * @param {{count: number}} manifest
 */
export function scores(clauses, { count }) {
  const terms = new Map(); // several words can have led to one term
  for (const { row, boost, word, exact } of clauses) {
    const term = terms.get(row) ?? { boost: 0, full: 0, half: 0 };
    term.boost += boost;
    if (exact) term.full |= 1 << word;
    else term.half |= 1 << word;
    terms.set(row, term);
  }
  const length = Math.sqrt([...terms.values()].reduce((sum, { boost }) => sum + boost * boost, 0));
  const score = new Float64Array(count);
  const full = new Uint32Array(count);
  const half = new Uint32Array(count);
  const touched = [];
  for (const [row, term] of terms) {
    const { weights } = row;
    for (let at = 2; at < row.length; at += 3) {
      const steps = row[at + 1];
      const places = row[at + 2];
      for (let i = 0, document = 0; i < steps.length; i++) {
        document += steps[i];
        if (!(full[document] | half[document])) touched.push(document);
        score[document] += (term.boost * (weights[places[i]] / 1000)) / length;
        full[document] |= term.full;
        half[document] |= term.half;
      }
    }
  }
  return { score, full, half, touched };
}

/**
 * Leaves out the pages that have clearly fewer of the words than the best has.
 *
 * @param {number[]} pages
 * @param {Float32Array} met
 * @param {string[]} kind
 */
function enough(pages, met, kind) {
  const least = pages.reduce((most, own) => Math.max(most, met[own]), -Infinity) - FULL;
  const good = pages.filter((own) => met[own] > least);
  if (good.length >= FEW) return good;
  // Helplines stand first, so that one that only shares a word would push down what was asked for.
  return pages.filter((own) => met[own] > least || (met[own] === least && kind[own] !== "help"));
}

const known = new WeakMap(); // worked out once a manifest

/**
 * What each document is and which page it belongs to (the number of its first part), from the manifest's few lines.
 * Worked out when the search is brought, so that no question waits for it.
 *
 * @param {Manifest} manifest
 * @returns {ReturnType<typeof owners>}
 */
export function ownersOf(manifest) {
  if (!known.has(manifest)) known.set(manifest, owners(manifest));
  return known.get(manifest);
}

/** @param {Manifest} manifest */
function owners({ bands, articles, count }) {
  const page = Int32Array.from({ length: count }, (_, document) => document);
  const kind = new Array(count);
  const state = new Array(count);
  const factor = new Float64Array(count); // what a score is worth
  const country = new Array(count); // of what is abroad, the names of its country
  bands.forEach(([from, what, how, names = null], at) => {
    const to = bands[at + 1]?.[0] ?? count;
    kind.fill(what, from, to);
    state.fill(how, from, to);
    country.fill(names, from, to);
    factor.fill(KIND[what] * (STATE[how] ?? 1) * (names ? ABROAD : 1), from, to);
  });
  let start = kind.indexOf("article");
  for (const sections of articles) {
    page.fill(start, start, start + sections);
    start += sections;
  }
  return { page, kind, state, factor, country };
}

/**
 * How many bits are set.
 *
 * @param {number} mask
 */
export function bits(mask) {
  let n = 0;
  for (let rest = mask; rest; rest &= rest - 1) n++;
  return n;
}
