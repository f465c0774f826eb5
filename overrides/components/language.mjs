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
  return new Intl.NumberFormat(language, { ...options, numberingSystem: "latn" });
}

/** Chooses the plural form for a number from `{one: ..., other: ...}`; a text without forms is itself. */
export function counted(forms, n) {
  if (typeof forms === "string") return forms;
  return forms[new Intl.PluralRules(language).select(n)] ?? forms.other;
}

/** Joins words: a, b and c; with the type `unit` a, b, c. */
export function listed(items, type = "conjunction") {
  return new Intl.ListFormat(language, { type }).format(items);
}
