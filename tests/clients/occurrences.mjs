// Print every meeting of a calendar between two moments (POSIX time), as ical.js reads it: [[seconds, timed], ...].
//     node occurrences.mjs ICAL_MODULE FILE FROM TO
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modulePath, file, from, to] = process.argv.slice(2);
const { default: ICAL } = await import(pathToFileURL(modulePath).href);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const found = new Map();
for (const part of calendar.getAllSubcomponents("vevent")) {
  const steps = new ICAL.Event(part).iterator();
  for (let when = steps.next(); when; when = steps.next()) {
    // A day without an hour is the same day everywhere.
    const seconds = when.isDate ? Date.UTC(when.year, when.month - 1, when.day) / 1000 : when.toUnixTime();
    if (seconds >= Number(to)) break;
    if (seconds >= Number(from)) found.set(`${seconds} ${!when.isDate}`, [seconds, !when.isDate]);
  }
}
console.log(JSON.stringify([...found.values()].sort((one, other) => one[0] - other[0])));
