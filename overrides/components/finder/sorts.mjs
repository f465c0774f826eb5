/** Other orders than by freshness, each with a file of its own that is brought when a reader asks for it. */
import { numbers } from "../language.mjs";
import { fill } from "./cards.mjs";
import { distances, KM_A_MILE, readPlaces } from "./distance.mjs";
import { readColumn, readPlanes } from "./facets.mjs";
import { byFreshness, byNumber, nextStarts } from "./order.mjs";
import { Places } from "./places.mjs";
import { Moved } from "./store.mjs";

const MILES = ["GB", "IM", "JE", "GG", "US"];
const NEAR_KM = 3;
const FAR_KM = 40;
// Nobody travels further to an evening: what can be joined from home comes before it.
const DAY_KM = 120;

export async function reorder(finder, work, by) {
  const { find, facets, states, store, words } = finder;
  const fresh = byFreshness(facets, states);
  if (find("near")) find("near").hidden = by !== "near";
  if (by === "near" && !work.far) return;
  try {
    if (by === "soon") {
      const file = await finder.retry(() => store.file("soon"));
      const starts = nextStarts(file, readColumn(file.starts, facets.count), states, Date.now());
      work.order = byNumber(starts, fresh);
    } else if (by === "name") {
      work.order = byNumber(readPlanes((await finder.retry(() => store.file("names"))).codes, facets.count), fresh);
    } else work.order = by === "near" ? byNumber(work.turns, fresh) : fresh;
    if (by !== "near") work.far = null;
    await work.draw();
  } catch (error) {
    find("sort").value = "fresh";
    if (!(error instanceof Moved)) finder.note(words.order_failed);
  }
}

export function startNear(finder, work) {
  const { find, words, facets, element } = finder;
  const places = new Places(finder.root, element.dataset.places, facets);
  const field = find("near").querySelector("input");
  const list = find("near").querySelector("ul");
  const mixed = find("near-online");
  let asked = 0;
  let at = null;
  const say = (text) => {
    finder.announce(text, 0);
    find("near-note").textContent = text;
  };
  const failed = () => say(words.places_failed);

  /** Takes away what was shown for another place, and says why. */
  async function clear(text) {
    at = null;
    const drawn = work.far;
    work.far = null;
    if (drawn) {
      work.order = byFreshness(facets, finder.states);
      await work.draw();
    }
    say(text);
  }

  async function from({ point, reach = 0, country = facets.home, short = "", name = "" }, others = [], spelt = false) {
    asked += 1;
    at = { point, reach, country, short, name };
    offer(others);
    const { points, nearly, rests } = readPlaces(await finder.retry(() => finder.store.file("places")), facets.count);
    work.far = distances(points, point);
    const joined = fromHome(facets, country);
    // After what is near and before what is far: nobody travels to it, and many would rather.
    const before = mixed.checked ? FAR_KM : DAY_KM;
    work.turns = work.far.map((km, row) => (joined.has(row) && km > before ? before : rests[row] && km <= DAY_KM ? DAY_KM + 1 : km));
    const length = lengthSayer(country);
    // Of an area, and of a town, nobody knows how far it is to the door: near is all that is said of what is close.
    work.away = (row) => {
      const km = work.far[row];
      if (!Number.isFinite(km) || (joined.has(row) && km > before)) return "";
      if (reach) return km <= reach ? fill(words.near_area, { place: short }) : "";
      if (nearly[row]) return km <= NEAR_KM ? words.near_town : fill(words.near_about, { distance: length(km) });
      return fill(words.near, { distance: length(km) });
    };
    find("sort").value = "near";
    await reorder(finder, work, "near");
    const limit = length(FAR_KM);
    const none = !work.rows.some((row) => work.far[row] <= FAR_KM && !joined.has(row));
    say([
      spelt ? fill(words.near_spelt, { place: name }) : "",
      short ? fill(words.near_from, { place: short }) : "",
      reach ? fill(words.near_reach, { distance: length(reach) }) : "",
      none && !reach ? fill(words.near_none, { distance: limit }) : "",
    ].filter(Boolean).join(" "));
  }

  function offer(found) {
    list.replaceChildren(...found.map((place) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "hub-chip hub-finder__chip";
      button.dir = "auto";
      button.textContent = place.name;
      button.addEventListener("click", () => {
        field.value = place.name;
        field.focus();
        from(place).catch(failed);
      });
      item.append(button);
      return item;
    }));
  }

  async function look() {
    const turn = ++asked;
    const found = await places.suggest(field.value).catch(() => null);
    if (turn !== asked) return null;
    if (found) offer(found);
    else failed();
    return found;
  }

  mixed.addEventListener("change", () => at && from(at).catch(failed));
  field.addEventListener("input", look);
  find("near").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!field.value.trim()) {
      list.replaceChildren();
      return clear(words.near_empty);
    }
    const turn = ++asked;
    const answer = await places.find(field.value).catch(() => null);
    if (turn !== asked) return undefined;
    if (!answer) return failed();
    const { found, others, spelt } = answer;
    if (found) return from(found, others, spelt).catch(failed);
    offer(others);
    return clear(others.length ? fill(words.near_which, { place: field.value.trim() }) : words.unknown_town);
  });
  find("here").addEventListener("click", () => {
    say(words.asking);
    const denied = () => say(words.denied);
    if (!navigator.geolocation) return void denied();
    const options = { timeout: 10_000, maximumAge: 600_000, enableHighAccuracy: false };
    const found = ({ coords }) => from({ point: [coords.latitude, coords.longitude] }).catch(failed);
    navigator.geolocation.getCurrentPosition(found, denied, options);
  });
}

/** The rows that can be joined from anywhere in a country. */
function fromHome({ columns: { formats, where }, count }, home) {
  const online = formats.values.map((ways) => ways.includes("online"));
  const here = where.values.map(([country]) => country === home || country === "");
  return new Set(Array.from({ length: count }, (_, row) => row).filter((row) => online[formats.codes[row]] && here[where.codes[row]]));
}

/** Says a length as the country does; nearer than one is said as one, for points are only so exact. */
function lengthSayer(country) {
  const miles = MILES.includes(country);
  const options = { style: "unit", unit: miles ? "mile" : "kilometer", unitDisplay: "long", maximumFractionDigits: 0 };
  const number = numbers(options);
  return (km) => number.format(Math.max(1, miles ? km / KM_A_MILE : km));
}
