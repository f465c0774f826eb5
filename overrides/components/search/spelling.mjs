/** Misspellings: what a word that stands nowhere was likely meant to be, from the list of all terms. */

// A term of so many letters may have lost an ending of so many.
const LONG = 5;
const ENDING = 5;

/**
 * The likeliest terms, at most three: the fewest slips first, then the most used. Few people slip on the first
 * letter, so that its own list is asked first.
 */
export async function nearest(store, word, stem) {
  const slips = word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
  if (!slips) return [];
  const { words } = store.manifest;
  const own = words.findLastIndex((key) => key <= stem[0]);
  const rest = words.map((_, number) => number).filter((number) => number !== own);
  for (const [numbers, allowed] of [[own < 0 ? [] : [own], slips], [rest, 1]]) {
    const lists = await Promise.all(numbers.map((number) => store.file(`w${number}`)));
    const found = lists.flatMap((list) => (list ? near(list, [stem, word], allowed) : []));
    if (found.length) return found.sort((one, other) => one.slips - other.slips || other.uses - one.uses).slice(0, 3);
  }
  return [];
}

function near(list, spellings, allowed) {
  const found = [];
  let least = allowed;
  for (const entry of list.split(" ")) {
    const term = entry.slice(0, -1);
    if (term.length < 3) continue;
    const slips = Math.min(...spellings.map((spelling) => distance(spelling, term, least)));
    if (slips > least) continue;
    least = slips;
    found.push({ term, slips, uses: Number(entry.slice(-1)) });
  }
  return found.filter((one) => one.slips === least);
}

/**
 * How many letters were left out, added, changed or swapped with their neighbour; more than `most` is not counted.
 *
 * Terms have lost their endings. So a word that goes on for a few letters after a long term counts as one slip: of
 * "confidentialty" only "confidenti" is in the list.
 */
export function distance(word, term, most) {
  const ending = term.length >= LONG ? ENDING : 0;
  if (term.length - word.length > most || word.length - term.length > most + ending) return most + 1;
  let before = [];
  let last = Array.from({ length: term.length + 1 }, (_, at) => at);
  let ended = most + 1;
  for (let i = 1; i <= word.length; i++) {
    const row = [i];
    for (let j = 1; j <= term.length; j++) {
      const same = word[i - 1] === term[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && word[i - 1] === term[j - 2] && word[i - 2] === term[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (word.length - i <= ending) ended = Math.min(ended, row[term.length] + 1);
    if (Math.min(...row) > most) return ended;
    [before, last] = [last, row];
  }
  return Math.min(ended, last[term.length]);
}
