/**
 * A partial lunr index that answers as the whole one would.
 *
 * lunr divides by the length of the query's vector, never by a document's. So an index that holds every term which a
 * query meets, with its own number and weights, and nothing else, gives the same results, scores and order.
 */
import { exactRow, shard, shardsFrom } from "./rows.mjs";

const NOTHING = Object.freeze({});

/** Asks; `build(query)` adds clauses to a lunr.Query, and is called twice: to see what is needed, then to search. */
export async function ask(store, lunr, build) {
  const manifest = await store.open();
  const query = new lunr.Query(manifest.fields);
  build(query);
  const rows = await neededRows(store, lunr, query);
  return indexOf(manifest, lunr, rows, query.isNegated()).query(build);
}

/** The rows of all terms that a query may meet, by term. */
async function neededRows(store, lunr, query) {
  const pipeline = new lunr.Pipeline();
  pipeline.add(lunr.stemmer);
  const rows = new Map();
  await Promise.all(
    query.clauses.flatMap((clause) => {
      const terms = clause.usePipeline ? pipeline.runString(clause.term, { fields: clause.fields }) : [clause.term];
      return terms.map(async (term) => {
        for (const row of await rowsOf(store, lunr, { ...clause, term })) rows.set(row[0], row);
      });
    }),
  );
  return rows;
}

async function rowsOf(store, lunr, clause) {
  const { term } = clause;
  const star = term.indexOf("*");
  if ("editDistance" in clause || star === 0) {
    const terms = meeting(lunr, await allTerms(store), clause);
    return (await Promise.all(terms.map((found) => exactRow(store, found)))).filter(Boolean);
  }
  if (star < 0) return [await exactRow(store, term)].filter(Boolean);
  const start = term.slice(0, star);
  const shards = await Promise.all(shardsFrom(store.manifest, start).map((number) => shard(store, number)));
  return shards.flatMap((found) => [...found.values()].filter((row) => row[0].startsWith(start)));
}

/** Every term of the index: for what may start with any letter. */
async function allTerms(store) {
  const { words, figures } = store.manifest;
  const names = [...words.map((_, number) => `w${number}`), ...figures.map((_, number) => `n${number}`)];
  const lists = await Promise.all(names.map((name) => store.file(name)));
  return lists.flatMap((list) => (list ? list.split(" ").map((entry) => entry.slice(0, -1)) : []));
}

function meeting(lunr, terms, clause) {
  return tokenSet(lunr, terms.sort()).intersect(lunr.TokenSet.fromClause(clause)).toArray();
}

/**
 * A token set as a plain tree. lunr's own builder joins equal ends under a name in which figures run together, so
 * that among many numbers it can take one word for another; a tree needs no names.
 */
function tokenSet(lunr, sorted) {
  const root = new lunr.TokenSet();
  for (const term of sorted) {
    let node = root;
    for (let at = 0; at < term.length; at++) node = node.edges[term[at]] ??= new lunr.TokenSet();
    node.final = true;
  }
  return root;
}

function indexOf({ fields, count }, lunr, rows, everything) {
  const inverted = Object.create(null);
  const vectors = {};
  if (everything) {
    // A query of exclusions alone answers with all documents, in their order.
    for (let number = 0; number < count; number++) {
      for (const field of fields) vectors[`${field}/${number}`] = new lunr.Vector();
    }
  }
  // A vector's terms stand in the order of their numbers.
  for (const row of [...rows.values()].sort((one, other) => one[1] - other[1])) {
    const posting = (inverted[row[0]] = { _index: row[1] });
    for (const field of fields) posting[field] = {};
    for (let at = 2; at < row.length; at += 3) read(lunr, row, at, fields[row[at]], posting, vectors);
  }
  const pipeline = new lunr.Pipeline();
  pipeline.add(lunr.stemmer);
  const terms = tokenSet(lunr, [...rows.keys()].sort());
  return new lunr.Index({ invertedIndex: inverted, fieldVectors: vectors, tokenSet: terms, fields, pipeline });
}

/** Reads one field's documents and weights out of a row. */
function read(lunr, row, at, field, posting, vectors) {
  const steps = row[at + 1];
  const places = row[at + 2];
  const met = posting[field];
  let number = 0;
  for (let i = 0; i < steps.length; i++) {
    number += steps[i];
    met[number] = NOTHING;
    (vectors[`${field}/${number}`] ??= new lunr.Vector()).elements.push(row[1], row.weights[places[i]] / 1000);
  }
}
