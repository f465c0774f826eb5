/**
 * Filters and counts. Pure: facets and choices go in, rows and counts come out.
 *
 * Each column has few distinct values, so a choice is judged once a value, never once a listing. One pass over the
 * listings then finds both the results and the counts: a listing that fails one facet alone still counts beside the
 * choices of that facet, because a count says what would be found if that choice were made there.
 *
 * Choices within a facet widen, facets narrow. `choices` has:
 *   topics, audience, formats, languages, cost, led, fresh   lists of ids; empty = any
 *   days (0 = Monday), parts (0 = morning)                   lists of numbers; one slot must meet both
 *   step, listen                                             true = only those that say yes
 *   country, region                                          "" = any; what serves anywhere is in every country
 *   age                                                      whole years or null
 *   admits                                                   null, or the audiences that a reader belongs to
 */
export const STATES = ["fresh", "ageing", "stale", "unchecked"];
export const PARTS = ["morning", "afternoon", "evening", "night"];
const WIDTH = 8;
const DAYS = 7;
const ADULT = 18;
const FACETS = [
  "topics", "audience", "formats", "languages", "where", "when", "cost", "led", "step", "listen", "ages", "admits", "fresh",
];
const LISTS = ["topics", "audience", "formats", "languages"];
const SINGLES = ["cost", "led"];
// A listing of this row is shown to nobody: its last check is too long ago by the reader's clock.
const WITHHELD = 9;

export function noChoices() {
  return {
    topics: [], audience: [], formats: [], languages: [], days: [], parts: [], cost: [], led: [], fresh: [],
    step: false, listen: false, country: "", region: "", age: null, admits: null,
  };
}

/** Whether ages such as [18, -1] welcome somebody of this age. Ages that nobody wrote down count as adult. */
export function welcomes([from, to], age) {
  if (age === null) return true;
  if (age < ADULT && from < 0 && !(to >= 0 && to < ADULT)) return false;
  return age >= from && (to < 0 || age <= to);
}

/** The state of each listing on a day, by its last check; the build's own day is the earliest that counts. */
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
 * @returns {{rows: Uint32Array, counts: object}} counts by facet and id; `where` by country and by region
 */
export function filter(facets, states, choices) {
  const judged = FACETS.map((facet) => judge(facets, states, choices, facet));
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
  const tally = (facet) => tallies[FACETS.indexOf(facet)];
  return { rows: rows.slice(0, found), counts: countAll(facets, choices, tally) };
}

function judge(facets, states, choices, facet) {
  const { columns } = facets;
  if (facet === "fresh") {
    const verdicts = STATES.map((state) => !choices.fresh.length || choices.fresh.includes(state));
    return { codes: states, verdicts: Uint8Array.from(verdicts) };
  }
  const name = { when: "slots", admits: "audience" }[facet] ?? facet;
  const { values, codes } = columns[name];
  const passes = test(choices, facet);
  return { codes, verdicts: Uint8Array.from(values, (value) => (passes(value) ? 1 : 0)) };
}

function test(choices, facet) {
  if (LISTS.includes(facet)) return (ids) => !choices[facet].length || ids.some((id) => choices[facet].includes(id));
  if (SINGLES.includes(facet)) return (id) => !choices[facet].length || choices[facet].includes(id);
  if (facet === "where") return (where) => within(where, choices.country, choices.region);
  if (facet === "when") return (slots) => meets(slots, choices.days, choices.parts);
  if (facet === "ages") return (ages) => welcomes(ages, choices.age);
  if (facet === "admits") return (ids) => !choices.admits || !ids.length || ids.some((id) => choices.admits.includes(id));
  return (yes) => !choices[facet] || yes;
}

function within([country, region], chosen, part) {
  if (!chosen) return true;
  return country === "" ? !part : country === chosen && (!part || region === part);
}

function meets(slots, days, parts) {
  if (!days.length && !parts.length) return true;
  return slots.some((slot) => {
    const day = Math.floor(slot / WIDTH);
    return (!days.length || days.includes(day)) && (!parts.length || parts.includes(slot % WIDTH));
  });
}

function countAll(facets, choices, tally) {
  const { columns } = facets;
  const counts = { cost: {}, led: {}, fresh: {}, step: 0, listen: 0, days: [], parts: [], country: {}, region: {} };
  for (const name of LISTS) counts[name] = spread(columns[name].values, tally(name), (ids) => ids);
  for (const name of SINGLES) counts[name] = spread(columns[name].values, tally(name), (id) => (id ? [id] : []));
  for (const name of ["step", "listen"]) {
    counts[name] = sum(columns[name].values, tally(name), (yes) => yes);
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

function spread(values, tally, idsOf) {
  const found = {};
  values.forEach((value, number) => {
    for (const id of idsOf(value)) found[id] = (found[id] ?? 0) + tally[number];
  });
  return found;
}

function sum(values, tally, counts) {
  return values.reduce((total, value, number) => (counts(value) ? total + tally[number] : total), 0);
}
