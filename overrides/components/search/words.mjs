//# allFunctionsCalledOnLoad
/**
 * What readers type, as words. `fold` is the twin of src/peerhub/folding.py: the index was made from text
 * folded like this, and a test holds the two together.
 */
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i", þ: "th", ى: "ي", ة: "ه", ـ: "" };

// More words than a reader needs, and few enough that a page pasted by mistake costs nothing.
const MOST_WORDS = 16;
const LONGEST_WORD = 60;

// On this site nearly everything has these: they help to rank, but nobody looks for them alone.
const EVERYWHERE = new Set(
  "support supporting group groups meeting meetings help helping find finding need want looking feel feeling near nearby around im ive id anything something somewhere area local nearest postcode".split(" "),
);

// Initials with full stops are one word: "a.a." is AA. (Old Safari cannot look behind, so what stands before is kept.)
const INITIALS = /(^|[^\p{L}\p{N}_])((?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}_]))?)/gu;

export function fold(text) {
  return text
    .replace(INITIALS, (_, before, initials) => `${before}${initials.replaceAll(".", "")} `)
    .replace(/[´`′｀]/g, "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/['’‘ʼ]/g, "")
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670]/g, "")
    .replace(/[ßæœøđðłħıþىةـ]/g, (letter) => LETTERS[letter])
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Whether a word is the first half of a British postcode, by which places are found. */
export function isPostcode(word) {
  return /^[a-z]{1,2}\d[a-z\d]?$/.test(word);
}

/**
 * The words that decide, in order and once each. Lunr's stop words are in no document, so they are left out;
 * what stands everywhere decides only when there is nothing else.
 */
export function wordsOf(text, lunr) {
  const typed = fold(text).split(" ").filter(Boolean).map((word) => word.slice(0, LONGEST_WORD));
  const outward = typed.filter((word, at) => !(at && isPostcode(typed[at - 1]) && /^\d[a-z]{2}$/.test(word)));
  const known = [...new Set(outward)].filter((word) => lunr.stopWordFilter(word) !== undefined);
  const telling = known.filter((word) => !EVERYWHERE.has(word));
  return (telling.length ? telling : known).slice(0, MOST_WORDS);
}
