// @ts-check
/**
 * Filters and counts. Pure: facets and choices go in, rows and counts come out.
 *
 * Which facets there are, and of which kind, the facet file says: here only kinds are known. Each column has few
 * distinct values, so a choice is judged once a value, never once a listing. One pass over the listings then finds
 * both the results and the counts: a listing that fails one facet alone still counts beside the choices of that facet,
 * because a count says what would be found if that choice were made there.
 *
 * Choices within a facet widen, facets narrow. `choices` has, by the kind of facet:
 *   several, one, fresh    under the facet's id: a list of ids; empty = any
 *   yes                    under the facet's id: true = only those that say yes
 *   when                   days (0 = Monday), parts (0 = morning): lists of numbers; one slot must meet both
 *   where                  country, region: "" = any; what serves anywhere is in every country
 *   ages                   age: whole years or null
 *   admits                 admits: null, or the audiences that a reader belongs to
 *
 * @typedef {{values: any[], codes: ArrayLike<number>}} Column few distinct values, and which of them each row has
 * @typedef {object} Facets the facet file, read
 * @property {number} count
 * @property {string} built
 * @property {string} home
 * @property {number[]} limits
 * @property {ArrayLike<number>} checked
 * @property {Record<string, string>} facets the kind of each facet
 * @property {Record<string, Column>} columns
 * @property {Record<string, any[]>} options
 * @property {[string, string][]} countries
 * @property {string[]} sensitive
 * @typedef {Record<string, any>} Choices
 * @typedef {Record<string, any>} Counts by facet and id; `country` and `region` by their names
 */
export const STATES = ["fresh", "ageing", "stale", "unchecked"];
export const PARTS = ["morning", "afternoon", "evening", "night"];
// A listing of this row is shown to nobody: its last check is too long ago by the reader's clock.
export const WITHHELD = 9;
const WIDTH = 8;
const DAYS = 7;
const ADULT = 18;

// Of each kind: what is chosen at first, which values pass a choice, and which ids a value counts for.
/**
 * @type {Record<string, {
 *   none: (id: string) => object, test: (choices: Choices, id: string) => (value: any) => unknown,
 *   ids?: (value: any) => string[], column?: string,
 * }>}
 */
const KINDS = {
  several: {
    none: (id) => ({ [id]: [] }),
    test: (choices, id) => (ids) => !choices[id].length || ids.some((/** @type {string} */ one) => choices[id].includes(one)),
    ids: (ids) => ids,
  },
  one: {
    none: (id) => ({ [id]: [] }),
    test: (choices, id) => (one) => !choices[id].length || choices[id].includes(one),
    ids: (one) => (one ? [one] : []),
  },
  yes: { none: (id) => ({ [id]: false }), test: (choices, id) => (yes) => !choices[id] || yes },
  where: {
    none: () => ({ country: "", region: "" }),
    test: ({ country, region }) => (where) => within(where, country, region),
  },
  when: {
    none: () => ({ days: [], parts: [] }),
    test: ({ days, parts }) => (slots) => meets(slots, days, parts),
    column: "slots",
  },
  ages: { none: () => ({ age: null }), test: ({ age }) => (ages) => welcomes(ages, age) },
  admits: {
    none: () => ({ admits: null }),
    test: ({ admits }) => (ids) => !admits || !ids.length || ids.some((/** @type {string} */ id) => admits.includes(id)),
    column: "audience",
  },
  fresh: { none: (id) => ({ [id]: [] }), test: ({ fresh }) => (state) => !fresh.length || fresh.includes(state) },
};

/** @param {Facets} facets @returns {Choices} */
export function noChoices({ facets }) {
  return Object.assign({}, ...Object.entries(facets).map(([id, kind]) => KINDS[kind].none(id)));
}

/**
 * The names under which choices are lists, and those under which they are yes or no.
 *
 * @param {Facets} facets
 */
export function namesOf(facets) {
  const entries = Object.entries(noChoices(facets));
  /** @param {(value: unknown) => boolean} fits */
  const of = (fits) => entries.filter(([, value]) => fits(value)).map(([name]) => name);
  return { lists: of(Array.isArray), flags: of((value) => value === false) };
}

/**
 * Whether ages such as [18, -1] welcome somebody of this age. Ages that nobody wrote down count as adult.
 *
 * @param {[number, number]} ages
 * @param {number | null} age
 */
export function welcomes([from, to], age) {
  if (age === null) return true;
  if (age < ADULT && from < 0 && !(to >= 0 && to < ADULT)) return false;
  return age >= from && (to < 0 || age <= to);
}

/**
 * The state of each listing on a day, by its last check; the build's own day is the earliest that counts.
 *
 * @param {Facets} facets
 * @param {number} today days since 1970
 */
export function statesOn(facets, today) {
  const [fresh, ageing, stale] = facets.limits;
  const built = Math.floor(Date.parse(`${facets.built}T00:00:00Z`) / 86_400_000);
  const since = Number.isFinite(today) ? Math.max(0, today - built) : 0;
  return Uint8Array.from(facets.checked, (checked) => {
    if (checked === 0) return 3;
    const days = checked - 1 + since;
    return days <= fresh ? 0 : days <= ageing ? 1 : days <= stale ? 2 : WITHHELD;
  });
}

/**
 * The rows that meet the choices, in their own order, and the counts beside every choice.
 *
 * @param {Facets} facets
 * @param {ArrayLike<number>} states
 * @param {Choices} choices
 * @returns {{rows: Uint32Array, counts: Counts}}
 */
export function filter(facets, states, choices) {
  const ids = Object.keys(facets.facets);
  const judged = ids.map((id) => judge(facets, states, choices, id));
  const tallies = judged.map(({ verdicts }) => new Uint32Array(verdicts.length));
  const rows = new Uint32Array(facets.count);
  let found = 0;
  const last = judged.length;
  for (let row = 0; row < facets.count; row += 1) {
    if (states[row] === WITHHELD) continue;
    let failed = -1;
    let facet = 0;
    for (; facet < last; facet += 1) {
      if (judged[facet].verdicts[judged[facet].codes[row]]) continue;
      if (failed >= 0) break;
      failed = facet;
    }
    if (facet < last) continue;
    if (failed >= 0) {
      tallies[failed][judged[failed].codes[row]] += 1;
      continue;
    }
    rows[found] = row;
    found += 1;
    for (facet = 0; facet < last; facet += 1) tallies[facet][judged[facet].codes[row]] += 1;
  }
  return { rows: rows.slice(0, found), counts: countAll(facets, choices, (id) => tallies[ids.indexOf(id)]) };
}

/** @param {Facets} facets @param {ArrayLike<number>} states @param {Choices} choices @param {string} id */
function judge(facets, states, choices, id) {
  const kind = KINDS[facets.facets[id]];
  const passes = kind.test(choices, id);
  const { values, codes } = id === "fresh" ? { values: STATES, codes: states } : facets.columns[kind.column ?? id];
  return { codes, verdicts: Uint8Array.from(values, (value) => (passes(value) ? 1 : 0)) };
}

/** @param {[string, string]} where @param {string} chosen @param {string} part */
function within([country, region], chosen, part) {
  if (!chosen) return true;
  return country === "" ? !part : country === chosen && (!part || region === part);
}

/** @param {number[]} slots @param {number[]} days @param {number[]} parts */
function meets(slots, days, parts) {
  if (!days.length && !parts.length) return true;
  return slots.some((slot) => {
    const day = Math.floor(slot / WIDTH);
    return (!days.length || days.includes(day)) && (!parts.length || parts.includes(slot % WIDTH));
  });
}

/** @param {Facets} facets @param {Choices} choices @param {(id: string) => Uint32Array} tally */
function countAll(facets, choices, tally) {
  const { columns } = facets;
  /** @type {Counts} */
  const counts = { fresh: {}, days: [], parts: [], country: {}, region: {} };
  for (const [id, kind] of Object.entries(facets.facets)) {
    if (kind === "yes") counts[id] = sum(columns[id].values, tally(id), (yes) => yes);
    else if (KINDS[kind].ids) counts[id] = spread(columns[id].values, tally(id), KINDS[kind].ids);
  }
  STATES.forEach((state, number) => (counts.fresh[state] = tally("fresh")[number]));
  const slots = columns.slots.values;
  for (let day = 0; day < DAYS; day += 1) {
    counts.days[day] = sum(slots, tally("when"), (value) => meets(value, [day], choices.parts));
  }
  PARTS.forEach((_, part) => {
    counts.parts[part] = sum(slots, tally("when"), (value) => meets(value, choices.days, [part]));
  });
  const places = columns.where.values;
  for (const [code] of facets.countries) {
    counts.country[code] = sum(places, tally("where"), (value) => within(value, code, ""));
  }
  places.forEach(([country, region], number) => {
    if (region && country === choices.country) counts.region[region] = tally("where")[number];
  });
  return counts;
}

/** @param {any[]} values @param {Uint32Array} tally @param {(value: any) => string[]} idsOf */
function spread(values, tally, idsOf) {
  /** @type {Record<string, number>} */
  const found = {};
  values.forEach((value, number) => {
    for (const id of idsOf(value)) found[id] = (found[id] ?? 0) + tally[number];
  });
  return found;
}

/** @param {any[]} values @param {Uint32Array} tally @param {(value: any) => unknown} counts @returns {number} */
function sum(values, tally, counts) {
  return values.reduce((total, value, number) => (counts(value) ? total + tally[number] : total), 0);
}
