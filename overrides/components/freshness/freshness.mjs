// Freshness: works out again, by the reader's clock, how far each listing on the page can be relied on.
//
//   <p data-component="freshness" data-built="2026-11-24" data-fresh="183" data-ageing="365" data-stale="545"
//      data-say-fresh="Checked {how} on {date}" data-say-ageing="…" data-say-stale="…" data-say-withheld="…">
//     … <strong data-old hidden>These pages are more than 14 days old.</strong>
//   </p>
//
// A page may be read long after it was built: from a copy, from the browser's memory, or because nobody builds the
// hub any more. What was right on the day of the build then goes on ageing, as in src/peerhub/directory/freshness.py:
//
//   .hub-badge[data-checked-on]   says the state in its words and by its class `hub-badge--STATE`
//   [data-until="ageing"]         is hidden once the state of its card or listing is past the one that it names
//   [data-from="ageing"]          is shown from that state on
//   [data-old]                    is shown when the page is more than 14 days old
//
// States only go on from the build's: where the clock stands before the build, nothing changes.

const STATES = ["fresh", "ageing", "stale", "withheld"];
const DAY = 24 * 60 * 60 * 1000;
const OLD = 14;

export function start(element) {
  refresh(element);
  addEventListener("pageshow", (event) => event.persisted && refresh(element));
}

/** Bring the whole page up to the day of `nowMs`. */
export function refresh(element, nowMs = Date.now()) {
  const today = Math.floor(nowMs / DAY);
  const built = dayOf(element.dataset.built);
  if (!(today >= built)) return;
  if (today - built > OLD) element.querySelectorAll("[data-old]").forEach((old) => (old.hidden = false));
  const limits = STATES.slice(0, 3).map((state) => Number(element.dataset[state]));
  if (limits.some((limit) => !(limit >= 0))) return;
  for (const badge of document.querySelectorAll(".hub-badge[data-checked-on]")) {
    const days = today - dayOf(badge.dataset.checkedOn);
    const passed = limits.filter((limit) => days > limit).length;
    const before = STATES.findIndex((state) => badge.classList.contains(`hub-badge--${state}`));
    if (before >= 0 && passed > before) relabel(badge, before, passed, element.dataset);
    if (before >= 0) lapse(badge, Math.max(before, passed));
  }
}

function dayOf(text) {
  return Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY);
}

function relabel(badge, before, after, words) {
  const values = said(badge.textContent.trim(), words[key(before)]);
  // Words that do not fit their pattern stay as they are: they hold the date, which is right on any day.
  if (values) badge.textContent = words[key(after)].replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
  badge.classList.replace(`hub-badge--${STATES[before]}`, `hub-badge--${STATES[after]}`);
}

function key(state) {
  return `say${STATES[state][0].toUpperCase()}${STATES[state].slice(1)}`;
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

function lapse(badge, state) {
  const around = badge.closest(".hub-card, .hub-listing");
  if (!around) return;
  for (const part of around.querySelectorAll("[data-until], [data-from]")) {
    if (part.closest(".hub-card, .hub-listing") !== around) continue;
    const { until, from } = part.dataset;
    if (until && state > STATES.indexOf(until)) part.hidden = true;
    if (from && state >= STATES.indexOf(from)) part.hidden = false;
  }
}
