//# allFunctionsCalledOnLoad
/**
 * The search itself. The line above has Chromium compile a module whole when it arrives, while the reader types,
 * instead of piece by piece when the first question is asked; to other browsers it is a comment.
 *
 * `load(root, base)` brings lunr and the manifest in the folder `base`, once. `query(text)` takes lunr's own syntax and answers as lunr would:
 * `{results: [{document, score, words}], lost}`. `search(text)` takes what people type: `{results, closest, mended,
 * missing, lost}`, the best first, each with its kind; `missing` is what the hub has nothing on. `within(results, topic)` keeps those about a topic. `describe(results)`
 * gives what to show for some of them. `lost` says that a part of the index did not arrive, `closest` that nothing has all the words, `mended` that a word stands
 * nowhere and another was taken for it, `sure` that this has all that was asked for.
 */
import { answersTo, isAsked, meantBy, readersWord } from "./answers.mjs";
import { ownersOf, ranked } from "./ranking.mjs";
import { exactRow, firstIn, shardsFrom, stands, uses } from "./rows.mjs";
import { nearest, ownList } from "./spelling.mjs";
import { Moved, Store } from "./store.mjs";
import { tokens } from "./typed.mjs";
import { fold, isPostcode, wordsOf } from "./words.mjs";

// A start of a word that leads into more files than this is too short to be worth them.
const MOST_SHARDS = 3;
const SHORTEST_START = 3;
// The fields that say what something is called, what it is about and where.
const NAMING = ["title", "words", "place"];
// A term in no more places than this is hardly an everyday word.
const TELLING = 12;
// "Australian" is asked for by the name of Australia; "uk" is only itself.
const SHORT_NAME = 4;
// What fewer than one in so many of the words say is no more than mentioned.
const MENTIONED = 4;
const PLACED = / (?:in|near|around|round)$/;
// "20yo" and "30s".
const AGE = /\b(\d\d)(yo|yrs?|s)\b/gi;
const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u;
const BOOST = { exact: 10, start: 1 };

let store = null;
let loading = null;

export function load(root, base = "search/") {
  loading ??= bring(root, base).catch((error) => {
    loading = null; // the next try may find the network back
    throw error;
  });
  return loading;
}

export function query(text) {
  return answered(async (lunr) => {
    const { ask } = await import("./partial.mjs"); // few ask in lunr's own syntax
    const found = await ask(store, lunr, (asked) => new lunr.QueryParser(text, asked).parse());
    return found.map(({ ref, score, matchData }) => ({
      document: Number(ref),
      score,
      words: Object.keys(matchData.metadata),
    }));
  }).then((results) => ({ results, lost: store.lost.size > 0 }));
}

/** With another letter typed meanwhile, `isWanted()` says no: then nothing is worked out, and the answer is null. */
export async function search(text, isWanted = () => true) {
  const found = await answered((lunr) => understand(lunr, text, isWanted));
  return found && { ...found, lost: store.lost.size > 0 };
}

/** Gives what the hub answers by itself to a text, beside what a search finds: `{title, text, way, ways}`. */
export async function answers(text) {
  await loading;
  const said = text.replace(AGE, "$1 $2");
  const place = fold(text).split(" ").some(isPostcode);
  return answersTo(store, `${said}${place ? " postcode" : ""}`);
}

/** Whether a word is one that people's questions are made of. */
export async function isWord(word) {
  return isAsked(store, word);
}

/**
 * Gives `{title, href, kind, text, langs, words}` for each result; what did not arrive is left out. Results are numbers in
 * the index that gave them: when the site was published anew since, `Moved` is thrown, and the search must be asked
 * again.
 */
export async function describe(results) {
  try {
    const shown = await Promise.all(
      results.map(async ({ document, kind, words, from }) => {
        const { chunk } = from.manifest;
        const found = (await from.file(`d${Math.floor(document / chunk)}`))?.[document % chunk];
        return found && { title: found[0], href: found[1], text: found[2], langs: found.slice(3), kind, words };
      }),
    );
    return shown.filter(Boolean);
  } catch (error) {
    if (error instanceof Moved) await renew();
    throw error;
  }
}

/** Keeps what is about a topic, and every helpline: help is never filtered away. */
export function within(results, topic) {
  return about(results, (topics, kind) => kind === "help" || topics.includes(topic));
}

/**
 * Leaves out groups that do not say that they welcome somebody of an age under 18, or of any such age where it is null.
 * Lists of groups are full of others. Where it is not known whom a group welcomes, it is left out.
 */
export async function forAge(results, age) {
  const rest = results.filter(({ kind }) => kind !== "group" && kind !== "topic");
  if (rest.length === results.length) return results;
  const file = await results[0].from.file("about");
  if (!file) return rest;
  const sets = setsOf(file);
  const welcomes = ({ document }) => file.sets[sets[document]].some((topic) => admits(topic, age));
  return results.filter((result) => rest.includes(result) || (result.kind === "group" && welcomes(result)));
}

/** Reads "under-18:13-17", which stands beside the topics of a group that says so. */
function admits(topic, age) {
  const [, from, to] = /^under-18:(\d+)-(\d+)$/.exec(topic) ?? [];
  return from !== undefined && (age === null || (age >= Number(from) && age <= Number(to)));
}

/** Leaves out what is about any of these topics. */
export function without(results, topics) {
  return about(results, (own) => !topics.some((topic) => own.includes(topic)));
}

async function about(results, fits) {
  if (!results.length) return results;
  const file = await results[0].from.file("about");
  if (!file) return results; // the store knows that it is lost, and the status says so
  const sets = setsOf(file);
  return results.filter(({ document, kind }) => fits(file.sets[sets[document]], kind));
}

const known = new WeakMap(); // spread out once a file

/** The set of topics of each document, by number. */
function setsOf(file) {
  if (!known.has(file)) known.set(file, file.runs.flatMap(([set, length]) => new Array(length).fill(set)));
  return known.get(file);
}

export function isLost() {
  return store.lost.size > 0;
}

async function renew() {
  store = new Store(store.root, store.base);
  await store.open();
}

/** Asks once more from the start when the site was published anew in between. */
async function answered(work) {
  await loading;
  store.forgetLost();
  try {
    return await work(globalThis.lunr);
  } catch (error) {
    if (!(error instanceof Moved)) throw error;
    await renew();
    return work(globalThis.lunr);
  }
}

/** What a text finds, and where that leaves something out, what its words stand for beside that. */
async function understand(lunr, text, isWanted) {
  let found = await find(lunr, text, isWanted);
  if (found?.meant) {
    // A slip finds what the word itself finds.
    const again = await find(lunr, found.meant, isWanted);
    if (again?.complete) return { ...again, mended: true, sure: true };
    found = again && { ...again, mended: true };
  }
  if (!found || found.complete) return found;
  const spelt = `${found.meant || text}${OTHER_SCRIPT.test(text) ? " another language" : ""}`;
  const meant = await meantBy(store, spelt);
  if (!isWanted()) return null;
  const topics = meant.topics.filter(({ document }) => document >= 0);
  // A text that only mentions it asks for something else.
  const all = wordsOf(spelt, lunr);
  const said = tokens(spelt);
  const own = meant.missing.map(({ spans }) => spans.flatMap(([start, end]) => said.slice(start, end)));
  const missing = meant.missing.filter((_, at) => all.filter((word) => own[at].includes(word)).length * MENTIONED >= all.length);
  if (topics.length) return { ...(await aboutTopics(lunr, spelt, topics, isWanted)), missing: [] };
  // What is named so after all speaks for itself; a text that only mentions it is no answer.
  const asked = found.exact.filter(({ word }) => own.flat().includes(all[word]));
  const named = found.results.some(({ document }) => asked.some(({ row }) => isNamed(row, document)));
  if (!missing.length || (named && !found.closest && !found.mended)) return found;
  return { ...found, results: [], closest: false, mended: false, missing };
}

/** Finds what is about topics: first their lists, then what their own words and the rest of the text find. */
async function aboutTopics(lunr, text, topics, isWanted) {
  const all = tokens(text);
  const rest = all.filter((_, at) => !topics.some(({ start, end }) => start <= at && at < end));
  const found = await find(lunr, [...rest, ...topics.map(({ words }) => words)].join(" "), isWanted);
  const { kind, state } = ownersOf(store.manifest);
  const first = topics.map(({ document }) => ({
    ...{ document, kind: kind[document], state: state[document], words: [], from: store },
    ...{ score: Infinity, count: 0, met: Infinity, named: false, abroad: false },
  }));
  const others = (found?.results ?? []).filter(({ document }) => !topics.some((topic) => topic.document === document));
  return { results: [...first, ...others], closest: false, mended: false };
}

async function find(lunr, text, isWanted) {
  const words = wordsOf(text, lunr);
  if (!words.length) return bare(text);
  const terms = (await Promise.all(words.map((_, at) => termsFor(lunr, words, at, text)))).flat();
  if (!isWanted()) return null;
  const rows = await Promise.all(terms.map(async (term) => ({ ...term, row: await exactRow(store, term.term) })));
  const clauses = rows.filter(({ row }) => row).map((one) => ({ ...one, word: words.indexOf(one.word) }));
  if (!clauses.length) {
    if (store.lost.size) throw new Error("nothing arrived");
    return { results: [], exact: [], closest: false, mended: false, complete: false };
  }
  const results = ranked(clauses, store.manifest, foreign(clauses, text));
  const met = [...new Set(clauses.map(({ term }) => term))];
  const { country } = ownersOf(store.manifest);
  const exact = clauses.filter((clause) => clause.exact && !clause.mended);
  for (const result of results) {
    const isHelp = result.kind === "help";
    const named = isHelp && exact.some(({ row }) => isNamed(row, result.document));
    // Lines at home come first, unless a country is asked for.
    const abroad = isHelp && country[result.document] !== null && !names(text, country[result.document]);
    Object.assign(result, { words: met, from: store, named, abroad });
  }
  const best = results[0];
  const slips = new Map(clauses.filter(({ known }) => known).map(({ word, known }) => [words[word], known]));
  return {
    results,
    exact,
    meant: slips.size ? fold(text).split(" ").map((word) => slips.get(word) ?? word).join(" ") : "",
    closest: results.length > 0 && best.count < words.length,
    mended: clauses.some(({ mended }) => mended),
    // Every word stands in what the best is called or is about.
    complete: best !== undefined && words.every((_, at) => exact.some(({ row, word }) => word === at && isNamed(row, best.document))),
  };
}

/** What is called by stop words alone, which are in no index, such as "ME". */
function bare(text) {
  const { kind, state } = ownersOf(store.manifest);
  const results = (store.manifest.bare?.[fold(text)] ?? []).map((document) => ({
    ...{ document, kind: kind[document], state: state[document], words: [fold(text)], from: store },
    ...{ score: 1, count: 0, met: 0, named: true, abroad: false },
  }));
  return { results, exact: [], closest: false, mended: false, complete: results.length > 0 };
}

/** Whether a result's name, subject or place has a term, and not only its text. */
function isNamed(row, document) {
  return NAMING.some((field) => stands(row, store.manifest.fields.indexOf(field), document));
}

/** Whether a text names one of a country's names. */
function names(text, country) {
  const said = ` ${fold(text)} `;
  return country.some((name) => said.includes(name.length < SHORT_NAME ? ` ${name} ` : ` ${name}`));
}

/** Tells which lines of other countries nobody asked for: neither by the country's name, nor by their own. */
function foreign(clauses, text) {
  const { kind, country } = ownersOf(store.manifest);
  const title = store.manifest.fields.indexOf("title");
  const home = country.findIndex((known) => known !== null);
  // A line's name may be of everyday words, or like that of a line at home: those do not name it.
  const telling = clauses.filter(({ row, exact }) => exact && uses(row) <= TELLING && firstIn(row, title) >= home);
  return (document) =>
    kind[document] === "help" &&
    country[document] !== null &&
    !names(text, country[document]) &&
    !telling.some(({ row }) => stands(row, title, document));
}

/** A word as terms of the index: itself, what begins with it when it may be half typed, else what was likely meant. */
async function termsFor(lunr, words, at, text) {
  const word = words[at];
  const own = stem(lunr, word);
  const last = at === words.length - 1;
  const [row, starts] = await Promise.all([exactRow(store, own), last ? starting(word) : []]);
  const found = starts
    .filter((term) => !row || term !== own)
    .map((term) => ({ word, term, boost: BOOST.start, exact: false }));
  if (row) found.unshift({ word, term: own, boost: BOOST.exact, exact: true });
  if (found.length) return found;
  const [joined] = await Promise.all([written(lunr, words, at), ownList(store, own)]); // which most will need next
  if (joined.length) return joined;
  // "In Leeds": a place that nothing here names is not another word.
  if (PLACED.test(` ${fold(text)} `.split(` ${word} `)[0])) return [];
  const known = await readersWord(store, word);
  const meant = known ? [{ term: stem(lunr, known) }] : await nearest(store, word, own);
  return meant.map(({ term }) => ({ word, term, known, boost: BOOST.exact, exact: true, mended: true }));
}

/** A word that stands nowhere may be half of one that does: "bi polar". */
async function written(lunr, words, at) {
  for (const [first, second] of [[words[at - 1], words[at]], [words[at], words[at + 1]]]) {
    const term = first && second && stem(lunr, first + second);
    if (term && (await exactRow(store, term))) {
      return [first, second].map((word) => ({ word, term, boost: BOOST.exact, exact: true }));
    }
  }
  return [];
}

function stem(lunr, word) {
  return lunr.stemmer(new lunr.Token(word)).toString();
}

async function starting(word) {
  if (word.length < SHORTEST_START) return [];
  const numbers = shardsFrom(store.manifest, word);
  if (numbers.length > MOST_SHARDS) return [];
  const shards = await Promise.all(numbers.map((number) => store.file(`t${number}`)));
  return shards.flatMap((shard) => (shard ? shard.terms.map(([term]) => term) : [])).filter((term) => term.startsWith(word));
}

async function bring(root, base) {
  store = new Store(root, base);
  // Asked for nothing once, it has all that a question needs of the manifest, and is compiled.
  const lunr = globalThis.lunr ? null : script(new URL("../../vendor/lunr/lunr.min.js", import.meta.url));
  await Promise.all([store.open().then((manifest) => ranked([], manifest)), lunr]);
  const { stemmer } = store.manifest; // English needs none but lunr's own
  if (stemmer !== undefined) await (await import("./stemmers.mjs")).useStemmer(globalThis.lunr, stemmer, script);
}

/** lunr is a classic script that leaves its name on the window; it cannot be imported. */
function script(address) {
  return new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = address;
    element.onload = done;
    element.onerror = () => failed(new Error(`${address} did not load`));
    document.head.append(element);
  });
}
