/**
 * Reads the facet file of src/peerhub/pages/finder/facets.py. Pure.
 *
 * A column becomes `{values, codes}`: `values[codes[row]]` is what a listing says. Throws when the file is not whole,
 * so that a damaged file never gives wrong results.
 */
import { mover, readerZone } from "../next-meeting/reader-hours.mjs";

export const FORM = 4;

const ZERO = 35;
const BACKSLASH = 92;
const BASE = 91;
/** Reads whole numbers from planes of digits. */
export function readPlanes(planes, count) {
  if (!Array.isArray(planes) || !planes.length) throw new Error("a column is missing");
  const codes = new Uint32Array(count);
  let weight = 1;
  for (const plane of planes) {
    if (plane.length !== count) throw new Error("a column has another length");
    for (let row = 0; row < count; row += 1) {
      const char = plane.charCodeAt(row);
      codes[row] += (char > BACKSLASH ? char - ZERO - 1 : char - ZERO) * weight;
    }
    weight *= BASE;
  }
  return codes;
}

export function readColumn(column, count) {
  const codes = readPlanes(column?.codes, count);
  for (let row = 0; row < count; row += 1) if (codes[row] >= column.values.length) throw new Error("a code has no value");
  return { values: column.values, codes };
}

function readNumbers({ codes, modulus }, count) {
  const numbers = readPlanes(codes, count);
  for (let row = 1; row < count; row += 1) numbers[row] = (numbers[row] + numbers[row - 1]) % modulus;
  return numbers;
}

/** Takes columns that were packed into one apart again. */
function unpack({ names, ...column }, count) {
  const { values, codes } = readColumn(column, count);
  return names.map((name, at) => {
    const places = new Map();
    const own = [];
    const placeOf = values.map((row) => {
      const key = JSON.stringify(row[at]);
      if (!places.has(key)) places.set(key, own.push(row[at]) - 1);
      return places.get(key);
    });
    return [name, { values: own, codes: codes.map((code) => placeOf[code]) }];
  });
}

/** Puts a column of lists, which was written as firsts, seconds and the rest, together again. */
function join(parts, count) {
  const [first, second, rest] = parts.map((part) => readColumn(part, count));
  const places = new Map();
  const values = [];
  const codes = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) {
    const key = (first.codes[row] * second.values.length + second.codes[row]) * rest.values.length + rest.codes[row];
    if (!places.has(key)) {
      const list = [first, second, rest].flatMap((part) => part.values[part.codes[row]]);
      places.set(key, values.push(list) - 1);
    }
    codes[row] = places.get(key);
  }
  return { values, codes };
}

/** Moves hours online into the reader's own, so that days and parts of the day are theirs: `hours` keeps the group's. */
function ownSlots({ values, codes }, parts, move) {
  const width = 8;
  const moved = (slot) => {
    if (typeof slot === "number") return slot;
    const [day, minute] = move(slot);
    const part = parts.findLastIndex((begins) => begins <= minute);
    return day * width + (part < 0 ? parts.length - 1 : part);
  };
  return {
    slots: { values: values.map((slots) => [...new Set(slots.map(moved))]), codes },
    hours: { values: values.map((slots) => slots.filter(Array.isArray)), codes },
  };
}

/** Makes the facets ready for filtering, on a reader's clock. */
export function readFacets(file, now = Date.now(), reader = readerZone()) {
  if (file?.form !== FORM || !(file.count > 0)) throw new Error("the facet file has another form");
  const { packed, lists, checked } = file.columns;
  const columns = Object.fromEntries(packed.flatMap((pack) => unpack(pack, file.count)));
  for (const name of ["topics", "slots"]) columns[name] = join(lists[name], file.count);
  Object.assign(columns, ownSlots(columns.slots, file.parts, mover(reader, now)));
  return { ...file, columns, checked: readNumbers(checked, file.count) };
}
