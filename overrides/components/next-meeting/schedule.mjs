// @ts-check
// The next dates of a schedule, worked out from the form that src/peerhub/schedule/browser_form.py documents.
//
// Pure: no clock, no page. The answers are those of src/peerhub/schedule/occurrences.py, on a device in any zone.
// Days are counted from 1970-01-01, because a Date would drag the device's own zone in.

/**
 * @typedef {object} Slot clocks are "HH:MM", dates "YYYY-MM-DD"; weekdays count from 1, weeks from 1 or -1 for the last
 * @property {string} [zone]
 * @property {boolean} [online]
 * @property {number[]} [days]
 * @property {number[]} [weeks]
 * @property {number[]} [months]
 * @property {number} [every]
 * @property {string} [first]
 * @property {string} [last]
 * @property {string} [until]
 * @property {string} [starts]
 * @property {string} [ends]
 * @property {string[]} [off]
 * @property {[string, string, string][]} [extra]
 * @typedef {{day: number, starts: string, ends: string}} Turn
 * @typedef {{on: string, starts: number|null, ends: number|null, zone: string, online: boolean, slot: number}} Occurrence
 * @typedef {Occurrence & {order: number}} Ordered
 */

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const LOOK_AHEAD_DAYS = 50 * 366;
/** @type {Map<string, Intl.DateTimeFormat>} */
const formatters = new Map();

/**
 * The meetings that start at a moment or later; where no hour is known, those of that day or later.
 *
 * @param {{slots: Slot[], online?: boolean}} form the browser's form, parsed
 * @param {number} nowMs milliseconds since 1970 in UTC
 * @param {number} count how many are wanted at most
 * @returns {Occurrence[]}
 */
export function nextOccurrences(form, nowMs, count) {
  const streams = form.slots.map((slot, index) => slotOccurrences(slot, index, form.online === true, nowMs));
  const heads = streams.map((stream) => stream.next());
  const found = [];
  while (found.length < count) {
    const first = earliest(heads);
    if (first < 0) break;
    const { order, ...occurrence } = heads[first].value;
    found.push(occurrence);
    heads[first] = streams[first].next();
  }
  return found;
}

/**
 * The milliseconds by which a zone's clock is ahead of UTC at a moment.
 *
 * @param {string} zone
 * @param {number} ms
 */
export function offsetAt(zone, ms) {
  /** @type {Record<string, number>} */
  const parts = {};
  for (const { type, value } of formatter(zone).formatToParts(ms)) parts[type] = Number(value);
  const wall = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
  return wall - Math.floor(ms / 1000) * 1000;
}

/** @param {IteratorResult<Ordered, any>[]} heads */
function earliest(heads) {
  let first = -1;
  heads.forEach((head, index) => {
    if (!head.done && (first < 0 || head.value.order < heads[first].value.order)) first = index;
  });
  return first;
}

/**
 * @param {Slot} slot
 * @param {number} index
 * @param {boolean} listingOnline
 * @param {number} nowMs
 * @returns {Generator<Ordered, any>}
 */
function* slotOccurrences(slot, index, listingOnline, nowMs) {
  const zone = slot.zone ?? "UTC";
  const online = slot.online ?? listingOnline;
  const today = Math.floor((nowMs + offsetAt(zone, nowMs)) / DAY_MS);
  // A clock change can move a late hour past midnight, so the day before may still count.
  for (const turn of turns(slot, today - 1)) {
    const on = isoDate(turn.day);
    if (!turn.starts) {
      if (turn.day >= today) {
        yield { on, starts: null, ends: null, zone, online, slot: index, order: moment(turn.day, 0, zone) };
      }
      continue;
    }
    const starts = moment(turn.day, minutes(turn.starts), zone);
    if (starts >= nowMs) {
      yield { on, starts, ends: endOf(turn, starts, zone), zone, online, slot: index, order: starts };
    }
  }
}

/** @param {Turn} turn @param {number} starts @param {string} zone */
function endOf(turn, starts, zone) {
  if (!turn.ends) return null;
  const from = minutes(turn.starts);
  const to = minutes(turn.ends);
  const ends = moment(turn.day + (to < from ? 1 : 0), to, zone);
  // When the clocks skip the start, the wall clock's end can come before it: the length is kept then.
  return ends > starts ? ends : starts + ((to - from + 1440) % 1440) * MINUTE_MS;
}

/**
 * The moment that a wall clock means, by RFC 5545, section 3.3.5.
 *
 * @param {number} day
 * @param {number} minute
 * @param {string} zone
 */
export function moment(day, minute, zone) {
  const wall = day * DAY_MS + minute * MINUTE_MS;
  const before = offsetAt(zone, wall - DAY_MS);
  const after = offsetAt(zone, wall + DAY_MS);
  // The earlier offset wins for an hour that comes twice, and for one that is skipped.
  if (before === after || offsetAt(zone, wall - before) === before) return wall - before;
  return offsetAt(zone, wall - after) === after ? wall - after : wall - before;
}

/**
 * A slot's dates in order: those of the rule without the ones that are off, and the extra ones, each once.
 *
 * @param {Slot} slot
 * @param {number} startDay
 * @returns {Generator<Turn, any>}
 */
function* turns(slot, startDay) {
  const extras = (slot.extra ?? [])
    .map(([date, starts, ends]) => ({ day: dayNumber(date), starts, ends }))
    .filter((turn) => turn.day >= startDay)
    .sort(byWall);
  /** @type {Iterator<Turn, any>} */
  const rule = slot.days ? ruleTurns(slot, startDay) : [][Symbol.iterator]();
  let regular = rule.next();
  let before = null;
  while (!regular.done || extras.length > 0) {
    const takeExtra = regular.done || (extras.length > 0 && byWall(extras[0], regular.value) < 0);
    const turn = takeExtra ? extras.shift() : regular.value;
    if (!takeExtra) regular = rule.next();
    if (before === null || byWall(turn, before) !== 0) yield turn;
    before = turn;
  }
}

/** @param {Slot} slot @param {number} startDay @returns {Generator<Turn, any>} */
function* ruleTurns(slot, startDay) {
  const start = slot.first ? Math.max(startDay, dayNumber(slot.first)) : startDay;
  const last = Math.min(
    start + LOOK_AHEAD_DAYS,
    slot.last ? dayNumber(slot.last) : Infinity,
    slot.until ? dayNumber(slot.until) : Infinity,
  );
  const off = new Set(slot.off ?? []);
  for (const day of slot.weeks ? monthly(slot, start) : weekly(slot, start)) {
    if (day > last) return;
    const on = isoDate(day);
    const monthOn = !slot.months || slot.months.includes(Number(on.slice(5, 7)));
    if (day >= start && monthOn && !off.has(on)) yield { day, starts: slot.starts ?? "", ends: slot.ends ?? "" };
  }
}

/** @param {Slot} slot @param {number} start @returns {Generator<number>} */
function* weekly(slot, start) {
  const step = (slot.every ?? 1) * 7;
  let week = start - weekday(start);
  if (slot.first) {
    const anchor = dayNumber(slot.first);
    const first = anchor - weekday(anchor);
    week = first + Math.ceil((week - first) / step) * step;
  }
  for (; ; week += step) for (const day of slot.days) yield week + day - 1;
}

/** @param {Slot} slot @param {number} start @returns {Generator<number>} */
function* monthly(slot, start) {
  const from = new Date(start * DAY_MS);
  for (let month = from.getUTCFullYear() * 12 + from.getUTCMonth(); ; month += 1) {
    yield* [...ofMonth(slot, monthStart(month), monthStart(month + 1))].sort((one, other) => one - other);
  }
}

/**
 * The dates of one month; a set, because the fourth and the last weekday are often the same.
 *
 * @param {Slot} slot
 * @param {number} first
 * @param {number} next
 */
function ofMonth(slot, first, next) {
  const found = new Set();
  for (const day of slot.days) {
    const earliestDay = first + ((day - 1 - weekday(first) + 7) % 7);
    const count = Math.ceil((next - earliestDay) / 7);
    for (const week of slot.weeks) {
      const number = week === -1 ? count : week;
      if (number <= count) found.add(earliestDay + (number - 1) * 7);
    }
  }
  return found;
}

/** @param {Turn} one @param {Turn} other */
function byWall(one, other) {
  // A day without an hour comes before its midnight.
  return one.day - other.day || (one.starts ? minutes(one.starts) : -1) - (other.starts ? minutes(other.starts) : -1);
}

/** @param {number} month */
function monthStart(month) {
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS;
}

/** @param {number} day */
export function weekday(day) {
  return (((day + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday; Monday is 0
}

/** @param {string} iso */
function dayNumber(iso) {
  return Date.parse(`${iso}T00:00:00Z`) / DAY_MS;
}

/** @param {number} day */
function isoDate(day) {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** @param {string} clock */
function minutes(clock) {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** @param {string} zone */
function formatter(zone) {
  if (!formatters.has(zone)) {
    /** @type {Intl.DateTimeFormatOptions} */
    const options = { timeZone: zone, hourCycle: "h23", calendar: "gregory", numberingSystem: "latn" };
    /** @type {Intl.DateTimeFormatOptions} */
    const fields = { year: "numeric", month: "numeric", day: "numeric" };
    /** @type {Intl.DateTimeFormatOptions} */
    const clock = { hour: "numeric", minute: "numeric", second: "numeric" };
    formatters.set(zone, new Intl.DateTimeFormat("en-US", { ...options, ...fields, ...clock }));
  }
  return formatters.get(zone);
}
