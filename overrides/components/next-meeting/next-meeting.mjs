// Next meeting: puts the next dates in place of the plain ones that were right on the day of the build.
//
//   <div data-component="next-meeting" data-schedule='{"online":true,"slots":[…]}'>
//     <p data-next-words><time datetime="…">Tuesday 24 November 2026, 7 to 8.30 pm</time></p>
//     <ul><li><time datetime="…">…</time></li></ul>
//   </div>
//
// Each <time> inside takes one date, in order; those that no date is left for are hidden, with their list item or
// their [data-next-words]. When none is left at all, `none` of the words that start.mjs hands over says so.
//
// data-schedule  the browser's form (src/peerhub/schedule/browser_form.py). It may also be the text of a
//                <script type="application/json" data-schedule> inside.
// data-online    "true" or "false", in place of the form's own `online`. In person the venue's time is the only one;
//                online the reader's own time comes first, with the group's beside it.
// data-words     the words of `browser_words` in src/peerhub/schedule/occurrence_words.py, here or on any element
//                around. On the pages of a hub they stand in a file, and start.mjs hands over its address as `at`.
//                Without words dates are said in the browser's way for the page's language.
//
// It never throws: where anything fails, the plain dates stay.

import { nextOccurrences, offsetAt } from "./schedule.mjs";

const MINUTES_OF_HALF = 12 * 60;

/** Bring the words of dates, then put the next dates into the component. */
export async function start(element, { at, none } = {}) {
  const address = at && new URL(at, import.meta.url);
  // Without the words dates are said in the browser's own way, which is right too, only less like the page.
  const words = address && (await fetch(address).then((answer) => answer.ok && answer.json()).catch(() => null));
  const bring = () => enhance(element, Date.now(), words || null, none);
  bring();
  // A page that comes back from the browser's memory may be days old.
  addEventListener("pageshow", (event) => event.persisted && bring());
}

/** Put the next dates into one component. */
function enhance(element, nowMs, words, none) {
  try {
    const form = JSON.parse(element.dataset.schedule || element.querySelector("script[data-schedule]").textContent);
    if (element.dataset.online) form.online = element.dataset.online === "true";
    const times = [...element.querySelectorAll("time")];
    const found = nextOccurrences(form, nowMs, times.length);
    const say = speaker(element, words);
    // Everything is worked out before the page is touched, so that a failure leaves it whole.
    const texts = found.map(say);
    times.forEach((time, index) => show(time, found[index], texts[index]));
    if (none && times.length && !found.length) sayNone(element, none);
  } catch {
    // The plain dates stay.
  }
}

function sayNone(element, text) {
  const said = element.querySelector("[data-next-none]") ?? document.createElement("p");
  said.dataset.nextNone = "";
  said.textContent = text;
  element.append(said);
}

function show(time, occurrence, text) {
  (time.closest("li, [data-next-words]") ?? time).hidden = !occurrence;
  if (!occurrence) return;
  time.dateTime = occurrence.starts === null ? occurrence.on : new Date(occurrence.starts).toISOString();
  time.textContent = text;
}

function speaker(element, words) {
  const around = element.closest("[data-words]");
  const own = around ? JSON.parse(around.dataset.words) : words;
  const reader = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (occurrence) => (own ? say(occurrence, reader, own) : sayPlainly(occurrence, reader));
}

/** Say one meeting as src/peerhub/schedule/occurrence_words.py does, with the reader's own time where it differs. */
export function say(occurrence, reader, words) {
  const { on, starts, zone, online } = occurrence;
  if (starts === null) return dateText(Date.parse(`${on}T00:00:00Z`), words);
  const own = inZone(occurrence, zone, words);
  const alike = !reader || offsetAt(zone, starts) === offsetAt(reader, starts);
  if (!online && alike) return fill(words.meeting, own);
  const named = fill(words.group, { times: own.times, zone: zoneName(zone, words) });
  if (!online || alike) {
    return fill(words.meeting, { date: own.date, times: named });
  }
  const theirs = inZone(occurrence, reader, words);
  const group = own.date === theirs.date ? named : fill(words.meeting, { date: own.date, times: named });
  return fill(words.reader, { meeting: fill(words.meeting, theirs), group });
}

/** The words for a zone's clock: "Toronto time". */
export function zoneName(zone, words) {
  return words.zones[zone] ?? fill(words.zone, { city: zone.split("/").pop().replaceAll("_", " ") });
}

function inZone({ starts, ends }, zone, words) {
  const from = new Date(starts + offsetAt(zone, starts));
  const to = ends === null ? null : new Date(ends + offsetAt(zone, ends));
  return { date: dateText(from.getTime(), words), times: hoursText(from, to, words) };
}

export function dateText(wallMs, words, year = true) {
  const wall = new Date(wallMs);
  return fill(year ? words.weekday_date : words.day_date, {
    weekday: words.weekdays[(wall.getUTCDay() + 6) % 7],
    day: wall.getUTCDate(),
    month: words.months[wall.getUTCMonth()],
    year: wall.getUTCFullYear(),
  });
}

function hoursText(from, to, words) {
  const start = minuteOfDay(from);
  if (to === null) return hourText(start, words.clock);
  const end = minuteOfDay(to);
  const sameHalf = start < end && start < MINUTES_OF_HALF === end < MINUTES_OF_HALF;
  const short = words.clock.twelve_hours && sameHalf && start % MINUTES_OF_HALF !== 0;
  const said = short ? bare(start, words.clock) : hourText(start, words.clock);
  return fill(words.clock.range, { start: said, end: hourText(end, words.clock) });
}

export function hourText(minute, clock) {
  if (!clock.twelve_hours) return pad(Math.floor(minute / 60)) + clock.separator + pad(minute % 60);
  if (minute === 0) return clock.midnight;
  if (minute === MINUTES_OF_HALF) return clock.noon;
  return fill(minute < MINUTES_OF_HALF ? clock.am : clock.pm, { time: bare(minute, clock) });
}

function bare(minute, clock) {
  const hour = ((Math.floor(minute / 60) + 11) % 12) + 1;
  return minute % 60 ? hour + clock.separator + pad(minute % 60) : String(hour);
}

function minuteOfDay(wall) {
  return wall.getUTCHours() * 60 + wall.getUTCMinutes();
}

function pad(number) {
  return String(number).padStart(2, "0");
}

export function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

function sayPlainly({ on, starts, ends, zone, online }, reader) {
  const language = document.documentElement.lang || undefined;
  if (starts === null) {
    return new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone: "UTC" }).format(Date.parse(`${on}T00:00Z`));
  }
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" };
  const whose = online && reader ? { timeZone: reader, timeZoneName: "short" } : { timeZone: zone };
  return new Intl.DateTimeFormat(language, { ...options, ...whose }).formatRange(starts, ends ?? starts);
}
