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
  const compiled = chunk ? await patternsFor(store, "q", text) : null;
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
  const chunk = store.manifest.answers;
  const file = chunk ? await patternsFor(store, "s", text) : null;
  if (!file) return { topics: [], missing: [] };
  const all = named(text, file);
  const met = apart(all);
  const spans = ({ part, number }) => all.filter((one) => one.part === part && one.number === number).map(({ start, end }) => [start, end]);
  const of = (part) => met.filter((one) => one.part === part).slice(0, MOST);
  const missing = of("m").map(async (one) => {
    const file = await store.file(`m${Math.floor(one.number / chunk)}`);
    const [label, ways] = file?.[one.number % chunk] ?? [];
    return label && { label, ways, spans: spans(one) };
  });
  return {
    topics: of("t").flatMap(({ number, start, end }) => {
      const [document, words] = file.topics[number] ?? [-1, ""];
      return words ? [{ document, words, start, end }] : [];
    }),
    missing: (await Promise.all(missing)).filter(Boolean),
  };
}

const joined = new WeakMap(); // of each first file, the last that was asked for

// Questions, and what readers' words stand for: their patterns by first letter are in these files.
const LETTERS = { q: "l", s: "e" };

/** Gives the patterns that a text can meet: those of classes alone, and those with a word by its first letter. */
async function patternsFor(store, name, text) {
  const first = await store.file(name);
  if (!first) return null;
  const fillers = fillersOf(first);
  const begun = new Set(tokens(text).filter((token) => !fillers.has(token)).map(([letter]) => letter));
  const letters = [...first.letters].filter((letter) => begun.has(letter)).join("");
  if (joined.get(first)?.letters === letters) return joined.get(first);
  const files = await Promise.all([...letters].map((letter) => store.file(`${LETTERS[name]}${letter}`)));
  const groups = first.phrases.en.split("|");
  const told = files.filter(Boolean).map((file) => file.split("|"));
  for (const line of told.flatMap(([, ...lines]) => lines)) {
    const at = line.indexOf(":");
    const number = line.slice(0, at);
    groups[number] = [groups[number], line.slice(at + 1)].filter(Boolean).join(";");
  }
  // Words of patterns that are not at hand are known too, and so no slips of others.
  const words = [first.words, told.map(([others]) => others).filter(Boolean).join(",")].join(";");
  const all = { ...first, letters, words, phrases: { en: groups.join("|") } };
  if (!files.includes(null)) joined.set(first, all);
  return all;
}

function fillersOf(compiled) {
  return new Set(compiled.words.split(";")[0].split(",").flatMap(forms));
}

/** Whether questions, topics or what is missing are told with a word, spelt so. */
export async function isAsked(store, word) {
  const files = store.manifest.answers ? await Promise.all(["q", "s"].map((name) => patternsFor(store, name, word))) : [];
  return files.some((file) => file && knows(file, word));
}

const spellers = new WeakMap();

/** The word of readers' own that a misspelt one stands for: it is a slip or two away, or sounds alike. */
export async function readersWord(store, word) {
  const file = store.manifest.answers ? await store.file("v") : null;
  if (!file) return null;
  if (!spellers.has(store)) {
    const [own, told] = file.split("|").map((words) => words.split(" "));
    spellers.set(store, { speller: new Speller(new Map(own.map((one) => [one, one])), ""), sounds: [...new Set([...own, ...told])] });
  }
  const { speller, sounds } = spellers.get(store);
  if (sounds.includes(word)) return null; // it is spelt as it should be
  const [near, ...more] = speller.read(word);
  return more.length ? null : (near?.[0] ?? soundsLike(word, sounds));
}

/** Each pattern that was met, the longest first; of equals the first in the file. */
function named(text, compiled) {
  return explain(text, compiled)
    .map(({ danger, phrase, start, end }) => {
      return { part: danger[0], number: Number(danger.slice(1)), phrase, start, end };
    })
    .sort((one, other) => other.end - other.start - (one.end - one.start) || one.phrase - other.phrase);
}

/**
 * Leaves out what was drawn by a stray word; what has most of the words comes first, and of two about the same words
 * the one that says more. All that was met of one answer counts together: a long text tells little in one place.
 */
function grounded(text, compiled, met) {
  if (!met.length) return met;
  const filler = fillersOf(compiled);
  const all = tokens(text);
  const telling = all.map((token) => !filler.has(token));
  const lines = compiled.phrases.en.split(/[|;]/).filter(Boolean);
  const count = (start, end) => telling.slice(start, end).filter(Boolean).length;
  // Of several words, one alone that is near a known one is rather a word of its own: "plays" is not "prays".
  const slip = (start, end) =>
    count() > FEW && count(start, end) === 1 && !all.slice(start, end).some((token, at) => telling[start + at] && knows(compiled, token));
  const uses = new Map();
  const steps = lines.map((line) => line.split(/[ +]/).filter((step) => !/^[.^$]$|\?$/.test(step)).map((step) => step.replace(/^\./, "").split("/")));
  for (const step of steps) for (const one of new Set(step.flat())) uses.set(one, (uses.get(one) ?? 0) + 1);
  // A word that few patterns have tells most.
  const tells = (step) => (step.every((one) => filler.has(one)) ? 0.5 : Math.log2(lines.length / Math.max(...step.map((one) => uses.get(one)))));
  const sound = met
    .map((one) => ({ ...one, own: steps[one.phrase].length, weight: steps[one.phrase].reduce((sum, step) => sum + tells(step), 0) }))
    .filter(({ own, start, end }) => count(start, end) - own <= UNSAID && !slip(start, end));
  const places = new Map();
  for (const { number, start, end } of sound) {
    if (!places.has(number)) places.set(number, new Set());
    for (let at = start; at < end; at++) if (telling[at]) places.get(number).add(at);
  }
  return sound
    .filter(({ own, number }) => Math.max(own, places.get(number).size) * ONE_IN >= count())
    .sort((one, other) => other.weight - one.weight);
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
