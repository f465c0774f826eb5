/**
 * The search itself: loads the index and answers with results in order.
 *
 * `load(root)` brings what a search needs, once. `search(text)` answers a list of
 * `{title, href, kind, text, words}`, best first; `words` are the stems that were met.
 */
let index = null;
let documents = null;
let loading = null;

export function load(root) {
  loading ??= bring(root).catch((error) => {
    loading = null; // the next try may find the network back
    throw error;
  });
  return loading;
}

export async function search(text) {
  await loading;
  const wanted = terms(text);
  if (!wanted.length) return [];
  let found = ask(wanted, false);
  // Only when nothing fits may a word be misspelt: else "lonely" would also bring "done".
  if (!found.length) found = ask(wanted, true);
  return found.map(({ ref, matchData }) => ({ ...documents[ref], words: Object.keys(matchData.metadata) }));
}

function ask(wanted, misspelt) {
  return index.query((query) => {
    wanted.forEach((term, place) => {
      query.term(term, { boost: 10 });
      // The last word may still be half typed.
      if (place === wanted.length - 1 && term.length > 1) {
        query.term(term, { usePipeline: false, wildcard: globalThis.lunr.Query.wildcard.TRAILING });
      }
      if (misspelt && term.length > 3) query.term(term, { editDistance: 1 });
    });
  });
}

function terms(text) {
  return text.toLowerCase().split(/[^\p{L}\p{N}']+/u).filter(Boolean);
}

async function bring(root) {
  const [whole, texts] = await Promise.all([
    json(new URL("search/index.json", root)),
    json(new URL("search/documents.json", root)),
    script(new URL("../../vendor/lunr/lunr.min.js", import.meta.url)),
  ]);
  index = globalThis.lunr.Index.load(whole);
  documents = texts;
}

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** lunr is a classic script that leaves its name on the window; it cannot be imported. */
function script(address) {
  if (globalThis.lunr) return Promise.resolve();
  return new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = address;
    element.onload = done;
    element.onerror = () => failed(new Error(`${address} did not load`));
    document.head.append(element);
  });
}
