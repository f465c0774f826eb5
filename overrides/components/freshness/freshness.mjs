// Freshness: works out again, by the reader's clock, how far each listing on the page can be relied on.
//
//   <p data-component="freshness">… <time datetime="2026-11-24">24 November 2026</time>.</p>
//
// A page may be read long after it was built: from a copy, from the browser's memory, or because nobody builds the
// hub any more. What was right on the day of the build then goes on ageing, as in src/peerhub/directory/freshness.py:
//
//   .hub-badge[data-STATE]        says the state in its words and by that attribute, whose value is the day of the check
//   [data-until="ageing"]         is hidden once the state of its card or listing is past the one that it names
//   .hub-card__when               likewise, once it is past stale
//   [data-from="ageing"]          is shown from that state on, with the badge where it is empty
//
// The component itself says so when the page is more than 14 days old, and a listing says why it shows nothing.
// The words and the limits, in days, come from src/peerhub/words/script_strings.py.
//
// States only go on from the build's: where the clock stands before the build, nothing changes.

const STATES = ["fresh", "ageing", "stale", "withheld"];
const DAY = 24 * 60 * 60 * 1000;
const OLD = 14;
const CARD_OR_LISTING = ".hub-cards > li, .hub-listing";

export function start(element, words) {
  refresh(element, words);
  addEventListener("pageshow", (event) => event.persisted && refresh(element, words));
}

/** Bring the whole page up to the day of `nowMs`. */
function refresh(element, words, nowMs = Date.now()) {
  const today = Math.floor(nowMs / DAY);
  const built = dayOf(element.querySelector("time").dateTime);
  if (!(today >= built)) return;
  if (today - built > OLD) sayOnce(element, "old", "strong", words.old);
  for (const badge of document.querySelectorAll(".hub-badge")) {
    const before = STATES.findIndex((state) => badge.dataset[state]);
    if (before < 0) continue;
    const days = today - dayOf(badge.dataset[STATES[before]]);
    const passed = words.limits.filter((limit) => days > limit).length;
    if (passed > before) relabel(badge, before, passed, words.badges);
    lapse(badge, Math.max(before, passed), words);
  }
}

function dayOf(text) {
  return Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY);
}

function relabel(badge, before, after, patterns) {
  const values = said(badge.textContent.trim(), patterns[before]);
  // Words that do not fit their pattern stay as they are: they hold the date, which is right on any day.
  if (values) badge.textContent = patterns[after].replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
  badge.dataset[STATES[after]] = badge.dataset[STATES[before]];
  delete badge.dataset[STATES[before]];
}

/** Read the values back out of words that were made from a pattern such as "Checked {how} on {date}". */
function said(text, pattern) {
  const names = [];
  const parts = pattern.split(/(\{\w+\})/).map((part) => {
    if (!/^\{\w+\}$/.test(part)) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    names.push(part.slice(1, -1));
    return "(.+)";
  });
  const found = new RegExp(`^${parts.join("")}$`).exec(text);
  return found && Object.fromEntries(names.map((name, index) => [name, found[index + 1]]));
}

function lapse(badge, state, words) {
  const around = badge.closest(CARD_OR_LISTING);
  if (!around) return;
  for (const part of around.querySelectorAll("[data-until], [data-from], .hub-card__when")) {
    if (part.closest(CARD_OR_LISTING) !== around) continue;
    const { until, from } = part.dataset;
    if (from && state >= STATES.indexOf(from)) {
      if (!part.firstChild) part.append(badge.cloneNode(true));
      part.hidden = false;
    } else if (!from && state > STATES.indexOf(until ?? "stale")) part.hidden = true;
  }
  const head = around.querySelector(".hub-listing__head");
  if (head && STATES[state] === "withheld") withhold(around, head, words);
}

/** Says why a listing shows nothing any more, and leads on. */
function withhold(listing, head, words) {
  if (listing.querySelector(".hub-empty")) return;
  const box = document.createElement("div");
  box.className = "hub-empty";
  sayOnce(box, "why", "p", words.withheld);
  head.after(box);
  const back = listing.querySelector(".hub-trail a");
  if (!back) return;
  const link = document.createElement("a");
  link.className = "hub-button";
  link.href = back.href;
  link.textContent = words.another;
  const more = document.createElement("p");
  more.append(link);
  box.append(more);
}

function sayOnce(within, name, tag, text) {
  if (within.querySelector(`[data-${name}]`)) return;
  const said = document.createElement(tag);
  said.setAttribute(`data-${name}`, "");
  said.textContent = text;
  within.append(" ", said);
}
