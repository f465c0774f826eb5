// @ts-check
/**
 * Puts rows in order. Pure. Equals keep the order of freshness, and after that the order of the rows.
 *
 * @typedef {import("./filter.mjs").Facets} Facets
 * @typedef {(one: number, other: number) => number} Compare
 */

/**
 * By freshness: what was checked lately first, what nobody has checked last; then the hub's own country; then rows.
 *
 * @param {Facets} facets
 * @param {ArrayLike<number>} states
 * @returns {Compare}
 */
export function byFreshness(facets, states) {
  const { values, codes } = facets.columns.where;
  const far = values.map(([country]) => (country === facets.home ? 0 : country === "" ? 1 : 2));
  /** @param {number} row */
  const key = (row) => states[row] * 3 + far[codes[row]];
  return (one, other) => key(one) - key(other) || facets.checked[one] - facets.checked[other] || one - other;
}

/**
 * By a number a row, the smallest first; rows without one (Infinity) come last.
 *
 * @param {ArrayLike<number>} numbers
 * @param {Compare} equal
 * @returns {Compare}
 */
export function byNumber(numbers, equal) {
  return (one, other) => {
    const a = numbers[one];
    const b = numbers[other];
    return a === b ? equal(one, other) : a < b ? -1 : 1;
  };
}

/**
 * The next meeting of each row from a moment on, in seconds since 1970, from the file of src/peerhub/pages/finder.
 *
 * @param {{start: number, step: number}} file
 * @param {{values: number[][], codes: ArrayLike<number>}} column
 * @param {ArrayLike<number>} states
 * @param {number} nowMs
 */
export function nextStarts(file, column, states, nowMs) {
  const from = (nowMs / 1000 - file.start) / file.step;
  const first = column.values.map((starts) => starts.find((start) => start >= from) ?? Infinity);
  // Where the last check is too old no date is promised.
  return Float64Array.from(column.codes, (code, row) => (states[row] <= 1 ? first[code] : Infinity));
}

/** @param {Uint32Array} rows @param {Compare} compare */
export function ordered(rows, compare) {
  return Uint32Array.from(rows).sort(compare);
}
