//# allFunctionsCalledOnLoad
/**
 * What a search answers by itself: questions that people bring, readers' words for topics, and what the hub has nothing
 * on. Patterns are read as danger's are; which files hold them, src/peerhub/search/answers.py says.
 */
import { explain, knows } from "./dangers.mjs";
import { soundsLike } from "./sounds.mjs";
import { forms, Speller, tokens } from "./typed.mjs";

// More than this a reader in a hurry does not read.
const MOST = 2;
// Of the words that tell something, an answer's own are at least one in so many: the others are about something else.
const ONE_IN = 5;
// So many more may stand between its own.
const UNSAID = 3;
// In so few words each is looked at closely.
const FEW = 2;

/** Gives `{title, text, way, ways}` for the questions that a text asks, the one with most of its words first. */
export async function answersTo(store, text) {
  const chunk = store.manifest.answers;
  const compiled = chunk ? await store.file("q") : null;
  if (!compiled) return [];
  const met = apart(grounded(text, compiled, named(text, compiled))).slice(0, MOST);
  const files = await Promise.all(met.map(({ number }) => store.file(`k${Math.floor(number / chunk)}`)));
  const found = met.map(({ number }, at) => files[at]?.[number % chunk]);
  return found.filter(Boolean).map(([title, answer, way, ways]) => ({ title, text: answer, way, ways }));
}

/**
 * Gives what readers' words stand for: `topics`, each with its list's place in the index and the words by which all
 * about it is found, and `missing`, each with its label, what is nearest, and where its words stand.
 */
export async function meantBy(store, text) {
  const file = store.manifest.answers ? await store.file("s") : null;
  if (!file) return { topics: [], missing: [] };
  const all = named(text, file);
  const met = apart(all);
  const spans = ({ part, number }) => all.filter((one) => one.part === part && one.number === number).map(({ start, end }) => [start, end]);
  const of = (part) => met.filter((one) => one.part === part).slice(0, MOST);
  return {
    topics: of("t").flatMap(({ number, start, end }) => {
      const [document, words] = file.topics[number] ?? [-1, ""];
      return words ? [{ document, words, start, end }] : [];
    }),
    missing: of("m").map((one) => {
      const [label, ways] = file.missing[one.number];
      return { label, ways, spans: spans(one) };
    }),
  };
}

/** Whether questions, topics or what is missing are told with a word, spelt so. */
export async function isAsked(store, word) {
  const files = store.manifest.answers ? await Promise.all([store.file("q"), store.file("s")]) : [];
  return files.some((file) => file && knows(file, word));
}

const spellers = new WeakMap();

/** The word of readers' own that a misspelt one stands for: it is a slip or two away, or sounds alike. */
export async function readersWord(store, word) {
  const file = store.manifest.answers ? await store.file("s") : null;
  if (!file) return null;
  if (!spellers.has(file)) spellers.set(file, new Speller(new Map(file.spelling.split(" ").map((one) => [one, one])), ""));
  const speller = spellers.get(file);
  const [near, ...more] = speller.read(word);
  return more.length ? null : (near?.[0] ?? soundsLike(word, soundsOf(file)));
}

/** Readers' own words, and those of which topics and what is missing are told. */
function soundsOf(file) {
  return [...new Set(`${file.spelling} ${file.words} ${file.phrases.en}`.match(/[a-z]{5,}/g))];
}

/** Each pattern that was met, the longest first; of equals the first in the file. */
function named(text, compiled) {
  return explain(text, compiled)
    .map(({ danger, phrase, start, end }) => {
      return { part: danger[0], number: Number(danger.slice(1)), phrase, start, end };
    })
    .sort((one, other) => other.end - other.start - (one.end - one.start) || one.phrase - other.phrase);
}

/** Leaves out what was drawn by a stray word; of two about the same words, the one that says more comes first. */
function grounded(text, compiled, met) {
  if (!met.length) return met;
  const filler = new Set(compiled.words.split(";")[0].split(",").flatMap(forms));
  const all = tokens(text);
  const telling = all.map((token) => !filler.has(token));
  const lines = compiled.phrases.en.split(/[|;]/).filter(Boolean);
  const count = (start, end) => telling.slice(start, end).filter(Boolean).length;
  // Of several words, one alone that is near a known one is rather a word of its own: "plays" is not "prays".
  const slip = (start, end) =>
    count() > FEW && count(start, end) === 1 && !all.slice(start, end).some((token, at) => telling[start + at] && knows(compiled, token));
  return met
    .map((one) => ({ ...one, own: lines[one.phrase].split(/[ +]/).filter((step) => !/^[.^$]$|\?$/.test(step)).length }))
    .filter(({ own, start, end }) => own * ONE_IN >= count() && count(start, end) - own <= UNSAID && !slip(start, end))
    .sort((one, other) => other.end - other.start - (one.end - one.start) || other.own - one.own);
}

/** Leaves out what says less about the same words. */
function apart(met) {
  const kept = [];
  for (const one of met) {
    const within = kept.some(({ part, number, start, end }) =>
      part === one.part && (number === one.number || (start <= one.start && one.end <= end)));
    if (!within) kept.push(one);
  }
  return kept;
}
