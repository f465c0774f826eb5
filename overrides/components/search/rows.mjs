//# allFunctionsCalledOnLoad
/** Rows of the index: a term, its number, and for each field its documents and weights, from the shard that has it. */
export async function exactRow(store, term) {
  return (await shard(store, shardOf(store.manifest, term))).get(term);
}

/** The numbers of the shards that hold the terms with this start. */
export function shardsFrom({ shards }, start) {
  const found = [];
  for (let number = Math.max(0, shardOf({ shards }, start)); number < shards.length; number++) {
    if (shards[number] > start && !shards[number].startsWith(start)) break;
    found.push(number);
  }
  return found;
}

/** The shard in which a term would be: the last whose key does not come after it. */
function shardOf({ shards }, term) {
  let low = 0;
  let high = shards.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shards[middle] <= term) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whether a document has a row's term in a field. */
export function stands(row, field, document) {
  for (let at = 2; at < row.length; at += 3) {
    if (row[at] !== field) continue;
    let number = 0;
    for (const step of row[at + 1]) {
      number += step;
      if (number >= document) return number === document;
    }
  }
  return false;
}

/** The first document that has a row's term in a field. */
export function firstIn(row, field) {
  for (let at = 2; at < row.length; at += 3) if (row[at] === field) return row[at + 1][0];
  return -1;
}

/** In how many places a row's term stands. */
export function uses(row) {
  let count = 0;
  for (let at = 3; at < row.length; at += 3) count += row[at].length;
  return count;
}

const byTerm = new WeakMap(); // a shard's rows by term, made once

export async function shard(store, number) {
  const content = number < 0 ? null : await store.file(`t${number}`);
  if (!content) return new Map();
  if (!byTerm.has(content)) {
    for (const row of content.terms) row.weights = content.weights;
    byTerm.set(content, new Map(content.terms.map((row) => [row[0], row])));
  }
  return byTerm.get(content);
}
