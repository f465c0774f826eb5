//# allFunctionsCalledOnLoad
/**
 * Words as people type them: set apart, run together, disguised or with a slip, and the known words they stand for.
 *
 * The twin of src/peerhub/directory/danger/typed.py.
 */
import { fold } from "./words.mjs";

// A word of so many letters is still known with one slip, and with two.
const ONE_SLIP = 5;
const TWO_SLIPS = 8;
// So many letters that stand apart are one word; so many that run together may be several; a known word has fewer.
const APART = 3;
const TOGETHER = 7;
const LONGEST = 12;
// The shortest word that has endings.
const SHORTEST = 3;
// Stands for a letter that the writer hid, as in "k*ll": a letter of no alphabet that people type.
const HIDDEN = "ǂ";
const DISGUISES = { 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t", 8: "b", "@": "a", $: "s", "!": "i" };

// What endings do not make.
const IRREGULAR = new Map(
  (
    "beat beaten;bite bit bitten;bleed bled;break broke broken;burn burnt;buy bought;choose chose chosen;come came;" +
    "die dying;drink drank drunk;drive drove;eat ate eaten;fall fell fallen;feed fed;find found;get got;" +
    "give gave given;go goes going gone went;hang hung;hear heard;hide hid hidden;hold held;keep kept;leave left;" +
    "lose lost;make made;man men;meet met;run ran;say said;see saw seen;sell sold;send sent;shake shook shaken;" +
    "shoot shot;sit sat;sleep slept;spit spat;stand stood;steal stole stolen;sting stung;take took taken;tell told;" +
    "think thought;throw threw thrown;tie tying;wake woke;woman women;write wrote written"
  )
    .split(";")
    .map((line) => line.split(" "))
    .map(([word, ...others]) => [word, others]),
);
// Short forms, which lose their apostrophe when they are folded: "im" is "i am", and "dont" is "do not".
const SHORT_FORMS = {
  im: "i am", ive: "i have", id: "i would", ill: "i will", hes: "he is", shes: "she is", theyre: "they are",
  youre: "you are", weve: "we have", cannot: "can not", cant: "can not", wont: "will not", aint: "is not",
};
const SHORT_NOT = /^(do|does|did|is|was|are|were|have|has|had|could|would|should|can|di|wis)n(?:t|ae|a)$/;

/** Parts a text into folded words; letters set apart become one word, and each Chinese sign is one. */
export function tokens(text) {
  // Before folding: "od'd" is not odd.
  const shown = text.replace(/(\p{L})['’‘ʼ＇]d(?![\p{L}\p{N}_])/giu, "$1 would").replace(
    /(\p{L})([@$!]|\*+)(?=\p{L})/gu,
    (_, letter, sign) => letter + (DISGUISES[sign] ?? HIDDEN.repeat(sign.length)),
  );
  const found = [];
  let apart = [];
  const close = () => {
    found.push(...(apart.length >= APART ? [apart.join("")] : apart));
    apart = [];
  };
  const folded = fold(shown).replace(/[\u3400-\u4dbf\u4e00-\u9fff]/g, " $& ").split(" ").filter(Boolean);
  for (const token of folded.flatMap(inFull)) {
    if (/^[a-z]$/.test(token)) {
      apart.push(token);
      continue;
    }
    close();
    found.push(token);
  }
  close();
  return found;
}

function inFull(token) {
  return (Object.hasOwn(SHORT_FORMS, token) ? SHORT_FORMS[token] : token.replace(SHORT_NOT, "$1 not")).split(" ");
}

/** Gives a word with the endings of English, spelt as they are; one written with "=" stands as it is. */
export function forms(word) {
  if (word[0] === "=") return [word.slice(1)];
  const found = [word, ...(IRREGULAR.get(word) ?? [])];
  if (word.length < SHORTEST || !/^[a-z]+$/.test(word)) return found;
  if (word.endsWith("e")) return [...found, `${word}s`, `${word}d`, `${word.slice(0, -1)}ing`];
  if (/[^aeiou]y$/.test(word)) return [...found, `${word.slice(0, -1)}ies`, `${word.slice(0, -1)}ied`, `${word}ing`];
  const stem = /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(word) ? word + word.at(-1) : word;
  const plural = /([sxz]|[cs]h)$/.test(word) ? "es" : "s";
  return [...found, word + plural, `${stem}ed`, `${stem}ing`, `${stem}in`];
}

/** Tells whether a word is one of those that made a sieve (a Bloom filter); the twin of danger/sieve.py. */
function sifted(sieve, word) {
  let hash = 2166136261;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 16777619) >>> 0;
  for (let turn = 0; turn < 4; turn++) {
    const place = ((hash & 0xffff) + turn * (hash >>> 16)) % (sieve.length * 8);
    if (!((sieve.charCodeAt(place >> 3) >> (place & 7)) & 1)) return false;
  }
  return true;
}

/** The words that phrases know, a map by word, and how to come to them from what was typed. */
export class Speller {
  constructor(known, guarded) {
    this.known = known;
    this.guarded = atob(guarded);
    this.long = [];
    for (const word of known.keys()) {
      if (word.length >= ONE_SLIP) (this.long[word.length] ??= []).push([word, letters(word)]);
    }
    this.kept = new Map();
  }

  /** Gives the known words that a token stands for, in order; several in one place are as near as each other. */
  read(token) {
    if (!this.kept.has(token)) this.kept.set(token, this.find(token));
    return this.kept.get(token);
  }

  /** Gives the known word that a token is, with no slip mended. */
  asSpelt(token) {
    const known = spellings(token).find((spelling) => this.known.has(spelling));
    return [known ? [known] : []];
  }

  find(token) {
    const known = this.asSpelt(token);
    if (known[0].length || sifted(this.guarded, token) || /^\p{N}+$/u.test(token)) return known;
    const nearest = this.nearest(token.replace(/(.)\1{2,}/gu, "$1"));
    if (nearest.length) return [nearest];
    const parts = this.parted(token).map((word) => [word]);
    return parts.length ? parts : [[]];
  }

  nearest(token) {
    if (token.includes(HIDDEN)) {
      return [...this.known.keys()].filter(
        (word) => word.length === token.length && word.length > APART && slips(token, word, 0) === 0,
      );
    }
    const found = [[], [], []];
    const typed = letters(token);
    for (let length = Math.max(ONE_SLIP, token.length - 2); length <= token.length + 2; length++) {
      const most = length >= TWO_SLIPS ? 2 : 1;
      if (Math.abs(length - token.length) > most) continue;
      for (const [word, mask] of this.long[length] ?? []) {
        if (hasMore(mask & ~typed, most) || hasMore(typed & ~mask, most)) continue;
        const count = slips(token, word, most);
        if (count <= most) found[count].push(word);
      }
    }
    return found[1].length ? found[1] : found[2];
  }

  /** Parts letters that run together into the fewest known words. */
  parted(token) {
    if (token.length < TOGETHER) return [];
    const best = [[]];
    for (let end = 1; end <= token.length; end++) {
      let least = null;
      for (let start = Math.max(0, end - LONGEST); start < end; start++) {
        const before = best[start];
        const word = token.slice(start, end);
        if (!before || !this.known.has(word) || (word.length === 1 && !"ia".includes(word))) continue;
        if (!least || before.length + 1 < least.length) least = [...before, word];
      }
      best.push(least);
    }
    return best.at(-1) ?? [];
  }
}

function spellings(token) {
  const found = [token];
  if (/(.)\1{2,}/u.test(token)) {
    found.push(token.replace(/(.)\1{2,}/gu, "$1$1"), token.replace(/(.)\1{2,}/gu, "$1"));
  }
  if (/^[a-z0-9]+$/.test(token) && /[a-z]/.test(token) && /[0-9]/.test(token)) {
    const shown = (one) => token.replace(/[0-9]/g, (digit) => (digit === "1" ? one : (DISGUISES[digit] ?? digit)));
    found.push(shown("i"), shown("l"));
  }
  return found;
}

/** Which letters a text has, as bits: each that only one of two words has is a slip. */
function letters(text) {
  let mask = 0;
  for (let at = 0; at < text.length; at++) mask |= 1 << (text.charCodeAt(at) & 31);
  return mask;
}

/** Tells whether more bits are set than `most`. */
function hasMore(mask, most) {
  let left = mask;
  for (let taken = 0; taken < most; taken++) left &= left - 1;
  return left !== 0;
}

/** Counts letters left out, added, changed or swapped with their neighbour; more than `most` is not counted. */
export function slips(typed, word, most) {
  if (Math.abs(typed.length - word.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: word.length + 1 }, (_, at) => at);
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    for (let j = 1; j <= word.length; j++) {
      const same = typed[i - 1] === word[j - 1] || typed[i - 1] === HIDDEN;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[word.length];
}
