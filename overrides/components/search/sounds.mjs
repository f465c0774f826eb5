// @ts-check
//# allFunctionsCalledOnLoad
/**
 * Words that sound alike, however they are spelt: "skitsofrenia" is schizophrenia.
 *
 * Sounds that English writes in several ways are one, and vowels hardly count.
 */
/** @type {[RegExp, string][]} */
const SOUNDS = [
  [/^ps|^sci|^sc(?=[ei])/, "s"],
  [/^kn|^gn/, "n"],
  [/^wh/, "w"],
  [/^wr/, "r"],
  [/sch|sc(?=[aou])|sk/g, "sk"],
  [/ch|ck|q|c(?![eiy])/g, "k"],
  [/ph/g, "f"],
  [/x/g, "ks"],
  [/t?z|ts|c/g, "s"],
  [/[st]h?i?(?=[aeou]+n(?:$|s$))/g, "s"],
  [/gh/g, ""],
  [/dn/g, "n"],
  [/(.)h/g, "$1"],
  [/s$/, ""],
];
// So few consonants are those of many words.
const LEAST = 4;

/**
 * The first letter or its sound, and the consonants, each once where it is doubled.
 *
 * @param {string} word
 */
export function soundOf(word) {
  const said = SOUNDS.reduce((text, [written, sound]) => text.replace(written, sound), word);
  return (said[0] ?? "") + said.slice(1).replace(/[aeiouy]/g, "").replace(/(.)\1+/g, "$1");
}

/**
 * The known word that sounds like one, or has all its letters in another order between the same ends; null where
 * none does.
 *
 * @param {string} word
 * @param {string[]} known
 */
export function soundsLike(word, known) {
  const sound = soundOf(word);
  const letters = shuffled(word);
  if (sound.length <= LEAST) return known.find((one) => one.length > LEAST + 1 && shuffled(one) === letters) ?? null;
  return known.find((one) => soundOf(one) === sound || shuffled(one) === letters) ?? null;
}

/** @param {string} word */
function shuffled(word) {
  return word[0] + [...word.slice(1, -1)].sort().join("") + word.at(-1);
}
