/**
 * One calendar file of the next meetings (RFC 5545). Pure but for the random identifiers that it is given.
 *
 * Moments are in UTC, so the file needs no time zones. What others must not see is not in it: a sensitive listing has
 * a neutral title and no place, and no identifier says which listing it is.
 */
import { nextOccurrences } from "../next-meeting/schedule.mjs";

const EACH = 8;
const WIDTH = 75;
const HOUR = 3_600_000;

/** @param {{name: string, place: string, form: object, sensitive: boolean, address: string}[]} groups */
export function calendarOf(groups, nowMs, neutral, identifier) {
  const stamp = moment(nowMs);
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Peer Support Hub//Finder//EN", "CALSCALE:GREGORIAN"];
  for (const group of groups) {
    for (const meeting of nextOccurrences(group.form, nowMs, EACH)) {
      lines.push("BEGIN:VEVENT", `UID:${identifier()}`, `DTSTAMP:${stamp}`, ...times(meeting));
      lines.push(`SUMMARY:${escaped(group.sensitive ? neutral : group.name)}`);
      if (!group.sensitive) lines.push(`LOCATION:${escaped(group.place)}`, `URL:${group.address}`);
      lines.push("END:VEVENT");
    }
  }
  return [...lines, "END:VCALENDAR", ""].flatMap(folded).join("\r\n");
}

function times({ on, starts, ends }) {
  if (starts === null) return [`DTSTART;VALUE=DATE:${on.replaceAll("-", "")}`];
  return [`DTSTART:${moment(starts)}`, `DTEND:${moment(ends ?? starts + HOUR)}`];
}

function moment(ms) {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");
}

function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}

/** Lines of more than 75 bytes go on in the next, between characters (section 3.1). */
function folded(line) {
  const found = [];
  let part = "";
  let bytes = 0;
  for (const char of line) {
    const size = new TextEncoder().encode(char).length;
    if (bytes + size > WIDTH) {
      found.push(part);
      part = " ";
      bytes = 1;
    }
    part += char;
    bytes += size;
  }
  return [...found, part];
}
