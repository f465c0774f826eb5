/**
 * Says hours on plain pages in the reader's own time, above what was right already.
 *
 *   data-hours="1 1080 America/Toronto,3 600 UTC"  beside a rule: weekday, minute and zone of what is joined from home
 *   data-zone="Europe/London"                      beside a rule of a place: named where the reader's clock differs
 *   data-meeting="DATE ZONE START END online"      beside one meeting; "-" is not known, and a place has no last word
 *   data-days                                     round days with their meetings, which are put under the reader's days
 */
import { dateText, fill, say, zoneName } from "./next-meeting.mjs";
import { readerZone, sayRule } from "./reader-hours.mjs";
import { offsetAt } from "./schedule.mjs";

export async function sayHours(within, sameClock, { at }) {
  const words = await (await fetch(new URL(at, import.meta.url))).json();
  const reader = readerZone();
  for (const line of within("data-hours")) {
    line.textContent = sayRule(line.textContent, hoursOf(line.dataset.hours), words);
  }
  for (const line of within("data-zone")) {
    const { zone } = line.dataset;
    if (!reader || sameClock(zone)) continue;
    line.textContent = fill(words.group, { times: line.textContent.replace(/\.$/, ""), zone: zoneName(zone, words) });
  }
  for (const line of within("data-meeting")) line.textContent = say(meetingOf(line), reader, words);
  for (const days of within("data-days")) regroup(days, reader, words);
}

function hoursOf(text) {
  return text.split(",").map((hour) => hour.split(" ")).map(([day, minute, zone]) => [Number(day), Number(minute), zone]);
}

function meetingOf({ dataset }) {
  const [on, zone, starts, ends, online] = dataset.meeting.split(" ");
  const known = (text) => (text === "-" ? null : Date.parse(text));
  return { on, zone, starts: known(starts), ends: known(ends), online: online === "online" };
}

/** Puts meetings under the days of the reader's calendar, in their order; what is joined at a place keeps its day. */
function regroup(days, reader, words) {
  const parts = [...days.querySelectorAll("[data-day]")];
  const members = parts.flatMap((part) => [...part.querySelectorAll("li:has([data-meeting])")]).map((item) => {
    const meeting = meetingOf(item.querySelector("[data-meeting]"));
    const { on, starts, ends, zone, online } = meeting;
    const midnight = Date.parse(`${on}T00:00:00Z`);
    const own = starts === null ? midnight : starts + offsetAt(online && reader ? reader : zone, starts);
    return { item, own, day: Math.floor(own / 86_400_000), over: starts !== null && (ends ?? starts) < Date.now() };
  }).filter(({ over }) => !over);
  members.sort((one, other) => one.own - other.own);
  const found = new Map();
  for (const one of members) found.set(one.day, [...(found.get(one.day) ?? []), one]);
  const made = [...found].map(([day, several]) => {
    const part = parts[0].cloneNode(true);
    part.querySelector("h2").textContent = dateText(day * 86_400_000, words, false);
    part.querySelector("ul").replaceChildren(...several.map(({ item }) => item));
    return part;
  });
  parts[0]?.before(...made);
  for (const part of parts) part.remove();
}
