/** Stemmers of other languages than English, of the version that src/peerhub/search/stemmers.py has. */
const BASE = new URL("../../vendor/snowball/base-stemmer.js", import.meta.url);
const FILES = {
  arabic: new URL("../../vendor/snowball/arabic-stemmer.js", import.meta.url),
  german: new URL("../../vendor/snowball/german-stemmer.js", import.meta.url),
  spanish: new URL("../../vendor/snowball/spanish-stemmer.js", import.meta.url),
};
// Folding took what Snowball knows these words by.
const ENDINGS = { arabic: [/ه$/, "ة"], spanish: [/ion$/, "ión"] };
const LABEL = "stemmer-of-the-language";

/** Lets lunr stem as the index was stemmed; `name` is empty where words stay as they are. `script` brings a file. */
export async function useStemmer(lunr, name, script) {
  let stem = (word) => word;
  if (name) {
    await script(BASE);
    await script(FILES[name]);
    const found = new globalThis[`${name[0].toUpperCase()}${name.slice(1)}Stemmer`]();
    const ending = ENDINGS[name];
    stem = (word) => found.stemWord(ending ? word.replace(...ending) : word);
  }
  const stemmer = (token) => token.update(stem);
  if (!(LABEL in lunr.Pipeline.registeredFunctions)) lunr.Pipeline.registerFunction(stemmer, LABEL);
  lunr.stemmer = Object.assign(stemmer, { label: LABEL });
}
