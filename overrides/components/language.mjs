/**
 * Numbers, plurals and lists as the page's language has them, by the same CLDR as src/peerhub/words/cldr.py.
 *
 * Digits are Latin in every language, as they are in phone numbers and on the page.
 */
const { lang } = document.documentElement;
// The house's English is British.
const language = !lang || lang === "en" ? "en-GB" : lang;

/** What writes numbers: `format(n)`. */
export function numbers(options = {}) {
  return new Intl.NumberFormat(language, { ...options, numberingSystem: "latn", useGrouping: "always" });
}

/** Says in which language a part is, where that is not the page's. */
export function speak(part, tag) {
  if (tag) part.lang = tag;
}

/** Chooses the plural form for a number from `{one: ..., other: ...}`; a text without forms is itself. */
export function counted(forms, n) {
  if (typeof forms === "string") return forms;
  return forms[new Intl.PluralRules(language).select(n)] ?? forms.other;
}

/**
 * Joins words by CLDR's patterns for two, and for the start, middle and end of more.
 *
 * The page brings them, because browsers know the lists of fewer languages than their plurals.
 */
export function listed(items, patterns) {
  return items.slice(1).reduce((said, item, at) => {
    const name = items.length === 2 ? "2" : at === 0 ? "start" : at === items.length - 2 ? "end" : "middle";
    // CLDR leaves open which of the two Welsh words for "and" it is: ac stands before a vowel.
    const pattern = patterns[name].replace("a(c)", /^[aeiouwyâêîôûŵŷ]/i.test(item) ? "ac" : "a");
    const [before, after] = pattern.split("{0}");
    return before + said + after.replace("{1}", () => item);
  }, items[0] ?? "");
}
