/**
 * What comes first, stated in one place.
 *
 * A result with more of the words comes before one with fewer. Among those lunr's score decides, weighed by what the
 * result is and by when somebody last checked it. Sections of one article count together and show the best.
 */
const KIND = { help: 1, article: 1, topic: 1.6, group: 1 };
// How fresh a listing is, whom a page is for, and whether a line serves another country.
const STATE = { fresh: 1, ageing: 0.95, stale: 0.85, unchecked: 0.9, contributors: 0.3, abroad: 0.5 };
// A word met only by its start, or only after a slip was mended, is worth half a word.
const FULL = 1;
const HALF = 0.5;
// Few readers look for how to write an article: a page for contributors must have a word more than others.
const FOR_CONTRIBUTORS = 0.75;
// So few good results leave room for those that have a word less.
const FEW = 6;

/**
 * Orders lunr's answers. `terms` maps each term to the words that it stands for, and says whether it is that very
 * word. Each result knows how many words it has (`count`), and what they are worth (`met`).
 */
export function ranked(answers, terms, manifest) {
  const owner = owners(manifest);
  const pages = new Map();
  for (const { ref, score, matchData } of answers) {
    const document = Number(ref);
    const { page, kind, state } = owner(document);
    const weighed = score * KIND[kind] * (STATE[state] ?? 1);
    const known = pages.get(page) ?? { kind, state, score: -1, met: new Map(), words: new Set() };
    for (const term of Object.keys(matchData.metadata)) {
      known.words.add(term);
      for (const { word, exact } of terms.get(term) ?? []) {
        known.met.set(word, Math.max(known.met.get(word) ?? 0, exact ? FULL : HALF));
      }
    }
    if (weighed > known.score) Object.assign(known, { document, score: weighed });
    pages.set(page, known);
  }
  const found = [...pages.values()];
  for (const one of found) {
    one.count = one.met.size;
    one.met = [...one.met.values()].reduce((sum, worth) => sum + worth, 0);
    if (one.state === "contributors") one.met -= FOR_CONTRIBUTORS;
  }
  found.sort((one, other) => other.met - one.met || other.score - one.score || one.document - other.document);
  return enough(found);
}

/** Leaves out what has clearly fewer of the words than the best has. */
function enough(found) {
  if (!found.length) return found;
  const [{ met: best }] = found;
  const good = found.filter(({ met }) => met > best - FULL);
  if (good.length >= FEW) return good;
  // Helplines stand first, so that one that only shares a word would push down what was asked for.
  return found.filter(({ met, kind }) => met > best - FULL || (met === best - FULL && kind !== "help"));
}

/** Tells of a document's number what it is and which page it belongs to, from the manifest's few lines. */
function owners({ bands, articles }) {
  const starts = [];
  let start = bands.find((band) => band[1] === "article")?.[0] ?? 0;
  for (const sections of articles) {
    starts.push(start);
    start += sections;
  }
  return (document) => {
    const [, kind, state] = bands.findLast((band) => band[0] <= document);
    const page = kind === "article" ? starts.findLast((first) => first <= document) : document;
    return { kind, state, page };
  };
}
