//# allFunctionsCalledOnLoad
/**
 * Finds the dangers that a text speaks of, from the compiled phrases in the page. Nothing is fetched for it.
 *
 * The twin of src/peerhub/directory/danger/matching.py; docs/contribute/danger-phrases.md says how phrases are read.
 * Every step looks a few words ahead at most, so that the time grows with the text's length and with nothing else.
 */
import { forms, Speller, tokens } from "./typed.mjs";

// The most other words between two words of a phrase: by themselves, and where "..." is written.
const NEAR = 1;
const GAP = 4;
// So often one phrase is looked for in one text.
const TIMES = 8;
// In a text of more words than anybody searches for, slips are mended in so many.
const MENDED = 100;
// The shortest word that may be typed as two.
const TWO_HALVES = 6;
// Classes that are asked for here, by their number in the compiled file.
const FILLER = 0;
const DENIAL = 1;
const OTHER = 2;
const SELF = 3;

const made = new WeakMap();

/**
 * Gives the ids of the dangers, the most urgent first: medical, suicide, child, worried, abuse, child-worry, loss; or
 * soft alone. The answer's `language` is that of the first danger's phrase. Without sound phrases any text may be danger.
 */
export function dangersIn(text, compiled) {
  const unknown = Object.assign(text.trim() ? ["soft"] : [], { language: "" });
  try {
    return recogniser(compiled)?.dangers(text) ?? unknown;
  } catch (error) {
    console.error(error);
    return unknown;
  }
}

/**
 * Reads the compiled phrases of a page, and makes them ready before anybody types; null if they are damaged, and then
 * the quiet line of help stands above every search.
 */
export function phrasesFrom(text) {
  try {
    const compiled = JSON.parse(text);
    setTimeout(() => dangersIn("", compiled));
    return compiled;
  } catch (error) {
    console.error(error);
    return null;
  }
}

/** Gives each phrase that decided: its danger, its language, its number in the compiled file, and its words' places. */
export function explain(text, compiled) {
  return recogniser(compiled).find(text);
}

/** Whether a word is one of those that phrases are made of, with no slip mended. */
export function knows(compiled, word) {
  return recogniser(compiled).words.has(word);
}

function recogniser(compiled) {
  if (compiled === null || typeof compiled !== "object") return null;
  if (!made.has(compiled)) {
    made.set(compiled, null); // what is damaged is tried once
    made.set(compiled, new Recogniser(compiled));
  }
  return made.get(compiled);
}

class Recogniser {
  constructor({ order, over, joined, theirs, words, phrases, guarded }) {
    Object.assign(this, { order, over, joined, theirs });
    this.words = new Map();
    this.members = new Map();
    this.innocent = new Map();
    this.phrases = new Map();
    this.wider = new Map();
    this.ranges = [];
    this.readClasses(words.split(";"));
    this.readPhrases(phrases);
    for (const symbols of this.words.values()) for (const symbol of symbols) add(symbols, this.wider.get(symbol));
    this.speller = new Speller(this.words, guarded);
  }

  readClasses(classes) {
    classes.forEach((text, number) => {
      for (const member of text.split(",").filter(Boolean)) {
        const words = member.split(" ");
        if (isClass(words[0])) put(this.wider, numberOf(words[0]), number);
        else if (isRange(member)) this.count(member, number);
        else if (words.length === 1) this.learn(member, number);
        else {
          for (const word of words) this.learn(word, word);
          put(this.members, words[0], [words.map((word) => ({ anyOf: [word] })), number]);
        }
      }
    });
  }

  readPhrases(byLanguage) {
    let number = 0;
    for (const [language, groups] of Object.entries(byLanguage)) {
      for (const [danger, line] of this.lines(groups)) {
        const phrase = { danger, language, number: number++, parts: line.split("+").map(partOf) };
        const symbols = phrase.parts.flatMap(({ steps }) => steps.flatMap(({ anyOf }) => anyOf));
        for (const symbol of symbols) {
          if (isRange(symbol)) this.count(symbol, symbol);
          else if (typeof symbol === "string") this.learn(language === "en" ? symbol : `=${symbol}`, symbol);
        }
        const index = danger ? this.phrases : this.innocent;
        for (const symbol of begins(phrase.parts[0].steps)) put(index, symbol, phrase);
      }
    }
  }

  lines(groups) {
    const dangers = ["", "young", "family", "adult", ...this.order];
    return groups.split("|").flatMap((lines, at) => lines.split(";").filter(Boolean).map((line) => [dangers[at], line]));
  }

  count(text, symbol) {
    const [least, most] = text.split("-").map(Number);
    this.ranges.push({ least, most, symbol });
  }

  learn(word, symbol) {
    for (const form of forms(word)) put(this.words, form, symbol);
  }

  dangers(text) {
    const found = this.find(text);
    const met = new Set(found.map(({ danger }) => danger));
    for (const [sign, dangers, too] of this.joined) {
      if (met.has(sign) && dangers.some((danger) => met.has(danger))) met.add(too);
    }
    if (met.has("adult") && !met.has("young") && met.delete("child")) met.add("abuse");
    const all = this.order.filter((danger) => met.has(danger));
    const hard = all.filter((danger) => danger !== "soft");
    const answer = hard.length ? hard : all;
    const language = found.find(({ danger }) => danger === answer[0])?.language ?? "";
    return Object.assign(answer, { language });
  }

  /** Gives every phrase that a text holds, but those in whose place a longer one stands. */
  find(text) {
    const reading = new Reading(this, text);
    for (const { start, end } of this.matches(reading, this.innocent)) reading.cover(start, end);
    const found = this.matches(reading, this.phrases);
    return this.uncovered(found).map((match) => {
      const theirs = this.theirs[match.danger];
      return theirs && reading.ofAnother(match.end) ? { ...match, danger: theirs } : match;
    });
  }

  /** Leaves out what stands inside a longer phrase of a danger that is over its own. */
  uncovered(found) {
    let left = found;
    for (const [over, dangers] of Object.entries(this.over)) {
      const reach = furthest(found.filter(({ danger }) => danger === over));
      left = left.filter(
        ({ danger, start, end }) => !dangers.includes(danger) || (reach(start) <= end && reach(start - 1) < end),
      );
    }
    return left;
  }

  matches(reading, index) {
    const found = [];
    const tried = []; // at which word a phrase was last tried
    const times = []; // how often a phrase was found
    const present = new Set();
    for (const here of reading.at) for (const symbol of here.keys()) present.add(symbol);
    const possible = (steps) => steps.every(({ anyOf, optional }) => optional || anyOf.some((one) => present.has(one)));
    reading.at.forEach((here, start) => {
      for (const symbol of here.keys()) {
        for (const { danger, language, number, parts } of index.get(symbol) ?? []) {
          if (tried[number] === start) continue;
          tried[number] = start;
          times[number] ??= parts.every(({ steps }) => possible(steps)) ? 0 : TIMES;
          if (times[number] === TIMES) continue;
          const spans = spansOf(reading, parts, start);
          if (!spans) continue;
          if (danger) times[number] += 1;
          const first = Math.min(...spans.map((span) => span[0]));
          const last = Math.max(...spans.map((span) => span[1]));
          found.push({ danger, language, phrase: number, start: first, end: last });
        }
      }
    });
    return found;
  }
}

/** A text word by word: which symbols begin at each word, and where each of them ends. */
class Reading {
  constructor({ words: known, members, wider, ranges, speller }, text) {
    const read = (token, place) => (place < MENDED ? speller.read(token) : speller.asSpelt(token));
    const words = tokens(text).flatMap((token, place) => read(token, place).map((near) => ({ token, near })));
    this.at = words.map(() => new Map());
    this.firsts = new Map();
    words.forEach(({ token, near }, place) => {
      for (const word of near) this.add(place, known.get(word), place + 1);
      const number = /^[0-9]+$/.test(token) ? Number(token) : NaN;
      for (const { least, most, symbol } of ranges) {
        if (number >= least && number <= most) this.add(place, [symbol], place + 1);
      }
      const both = place + 1 < words.length ? token + words[place + 1].token : "";
      if (both.length >= TWO_HALVES && known.has(both)) this.add(place, known.get(both), place + 2);
    });
    this.at.forEach((here, place) => {
      for (const first of [...here.keys()].filter((symbol) => members.has(symbol))) {
        for (const [steps, number] of members.get(first)) {
          const end = this.end(steps, place);
          if (!end) continue;
          const symbols = new Set([number]);
          for (const symbol of symbols) add(symbols, wider.get(symbol));
          this.add(place, symbols, end);
        }
      }
    });
  }

  add(place, symbols, end) {
    for (const symbol of symbols) {
      const ends = this.at[place].get(symbol) ?? [];
      if (!ends.includes(end)) this.at[place].set(symbol, [...ends, end]);
    }
  }

  /** Takes the words of an innocent phrase away, so that no danger is found in them. */
  cover(start, end) {
    for (let place = start; place < end; place++) this.at[place].clear();
  }

  /**
   * Says where the steps that begin at a word end, the furthest; 0 if they are not there. Before each but the first,
   * fillers are passed over, and another word or, with a gap, some, up to one that denies.
   */
  end(steps, start) {
    let places = [start];
    for (let index = 0; index < steps.length; index++) {
      const { anyOf, gap, optional } = steps[index];
      const reached = optional ? [...places] : [];
      for (const place of places) {
        let left = gap ? GAP : NEAR;
        for (let here = place; here < this.at.length; here++) {
          const symbols = this.at[here];
          for (const symbol of anyOf) {
            const ends = symbols.get(symbol);
            if (ends) for (const end of ends) if (!reached.includes(end)) reached.push(end);
          }
          if (index === 0) break;
          if (symbols.has(FILLER)) continue;
          if (left === 0 || symbols.has(DENIAL)) break;
          left -= 1;
        }
      }
      if (reached.length === 0) return 0;
      places = reached;
    }
    return Math.max(...places);
  }

  /** Finds a part anywhere, for the phrase that asks first. */
  first(part) {
    if (!this.firsts.has(part)) {
      let span = null;
      for (let place = 0; place < this.at.length && !span; place++) span = spanOf(this, part, place);
      this.firsts.set(part, span);
    }
    return this.firsts.get(part);
  }

  onlyFillers(start, end) {
    for (let place = start; place < end; place++) if (!this.at[place].has(FILLER)) return false;
    return true;
  }

  /** Tells whether the last person named before a place is another than the writer. */
  ofAnother(end) {
    for (let place = end - 1; place >= 0; place--) {
      if (this.at[place].has(SELF)) return false;
      if (this.at[place].has(OTHER)) return true;
    }
    return false;
  }

  /** Tells whether "not" or its like stands before a place. */
  denied(start) {
    let before = start - 1;
    while (before > 0 && this.at[before].has(FILLER)) before -= 1;
    return before >= 0 && this.at[before].has(DENIAL);
  }
}

/** Gives how far those phrases go that begin at a place or before it. */
function furthest(found) {
  const ends = [];
  for (const { start, end } of found) ends[start] = Math.max(ends[start] ?? 0, end);
  for (let place = 1; place < ends.length; place++) ends[place] = Math.max(ends[place - 1] ?? 0, ends[place] ?? 0);
  return (place) => ends[Math.min(place, ends.length - 1)] ?? 0;
}

/** Finds the first part where it is asked for and each other anywhere; nothing if one is missing. */
function spansOf(reading, parts, start) {
  const found = [];
  for (const [index, part] of parts.entries()) {
    const span = index ? reading.first(part) : spanOf(reading, part, start);
    if (!span) return null;
    found.push(span);
  }
  return found;
}

function spanOf(reading, { steps, opens, closes }, start) {
  const end = reading.end(steps, start);
  if (!end || reading.denied(start) || (opens && !reading.onlyFillers(0, start))) return null;
  return closes && !reading.onlyFillers(end, reading.at.length) ? null : [start, end];
}

function begins(steps) {
  const needed = steps.findIndex(({ optional }) => !optional);
  return new Set(steps.slice(0, needed + 1).flatMap(({ anyOf }) => anyOf));
}

function partOf(text) {
  const part = { steps: [], opens: false, closes: false };
  for (const token of text.split(" ")) {
    if (token === "^") part.opens = true;
    else if (token === "$") part.closes = true;
    else {
      const anyOf = token.replace(/^\.|\?$/g, "").split("/").map((word) => (isClass(word) ? numberOf(word) : word));
      part.steps.push({ anyOf, gap: token.startsWith("."), optional: token.endsWith("?") });
    }
  }
  return part;
}

function isClass(word) {
  return /^[A-Z]/.test(word);
}

function isRange(symbol) {
  return /^[0-9]+-[0-9]+$/.test(symbol);
}

/** Reads a class's number from its code: A, B, ... Z, BA, BB ... */
function numberOf(code) {
  return [...code].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 65, 0);
}

function put(map, key, value) {
  if (!map.has(key)) map.set(key, new Set());
  map.get(key).add(value);
}

function add(set, values) {
  for (const value of values ?? []) set.add(value);
}
