// @ts-check
/**
 * A group's hours as a reader elsewhere has them. A slot is [weekday from 0, minute of the day, zone].
 *
 * A slot is moved at its next turn, so that it is right in the weeks when one zone has changed its clocks and the
 * other not yet.
 *
 * @typedef {[number, number, string]} Hour
 */
import { fill, hourText } from "./next-meeting.mjs";
import { moment, offsetAt, weekday } from "./schedule.mjs";

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
const EPOCH_DAY = 3; // 1970-01-01 was a Thursday

/** The reader's own zone; empty where the browser does not tell. */
export function readerZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}

/**
 * Makes what moves a slot into a zone: its weekday and minute there.
 *
 * @param {string} reader
 * @param {number} now
 * @returns {(hour: Hour) => [number, number]}
 */
export function mover(reader, now) {
  /** @type {Map<string, number | null>} */
  const steady = new Map();
  /** @param {string} zone its offset in minutes, or null where the clock changes before every slot has had its turn */
  const offset = (zone) => {
    if (!steady.has(zone)) {
      const [first, last] = [now - DAY_MS, now + WEEK_MS + DAY_MS].map((ms) => offsetAt(zone, ms) / 60_000);
      steady.set(zone, first === last ? first : null);
    }
    return steady.get(zone) ?? null;
  };
  return ([day, minute, zone]) => {
    if (!reader) return [day, minute];
    const [own, theirs] = [offset(reader), offset(zone)];
    if (own !== null && theirs !== null) return wall(day * DAY_MINUTES + minute + own - theirs);
    const starts = nextTurn(day, minute, zone, now);
    return wall((starts + offsetAt(reader, starts)) / 60_000 + EPOCH_DAY * DAY_MINUTES);
  };
}

/** @param {number} minutes since a Monday @returns {[number, number]} */
function wall(minutes) {
  const moved = ((minutes % WEEK_MINUTES) + WEEK_MINUTES) % WEEK_MINUTES;
  return [Math.floor(moved / DAY_MINUTES), moved % DAY_MINUTES];
}

/**
 * The moment at which a weekday (0 = Monday) and a minute come next in a zone.
 *
 * @param {number} day
 * @param {number} minute
 * @param {string} zone
 * @param {number} nowMs
 */
function nextTurn(day, minute, zone, nowMs) {
  const today = Math.floor((nowMs + offsetAt(zone, nowMs)) / DAY_MS);
  const next = today + ((day - weekday(today) + 7) % 7);
  const starts = moment(next, minute, zone);
  return starts >= nowMs ? starts : moment(next + 7, minute, zone);
}

/**
 * Gives the slots that are at another hour for the reader, moved; none where the reader's clock is the group's.
 *
 * @param {Hour[]} hours
 * @param {string} reader
 * @param {number} now
 */
export function movedHours(hours, reader, now) {
  const move = mover(reader, now);
  const found = hours.map((hour) => ({ hour, moved: move(hour) }));
  return found.some(({ hour, moved }) => hour[0] !== moved[0] || hour[1] !== moved[1]) ? found.map(({ moved }) => moved) : [];
}

/**
 * Say a rule with the reader's own hours first; the rule alone where their clock is the group's.
 *
 * @param {string} rule
 * @param {Hour[]} hours
 * @param {any} words
 */
export function sayRule(rule, hours, words, now = Date.now(), reader = readerZone()) {
  const moved = movedHours(hours, reader, now).sort(([day, minute], [other, later]) => day - other || minute - later);
  if (!moved.length) return rule;
  const said = moved.map(([day, minute]) =>
    fill(words.meeting, { date: words.weekdays[day], times: hourText(minute, words.clock) }));
  return fill(words.reader_rule, { times: [...new Set(said)].join("; "), rule });
}
