/** Other orders than by freshness, each with a file of its own that is brought when a reader asks for it. */
import { distances, KM_A_MILE, readPlaces } from "./distance.mjs";
import { readColumn, readPlanes } from "./facets.mjs";
import { byFreshness, byNumber, nextStarts } from "./order.mjs";
import { Moved } from "./store.mjs";

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
    } else work.order = by === "near" ? byNumber(work.far, fresh) : fresh;
    if (by !== "near") work.far = null;
    await work.draw();
  } catch (error) {
    find("sort").value = "fresh";
    if (!(error instanceof Moved)) finder.note(words.order_failed);
  }
}

export function startNear(finder, work) {
  const { find, words, facets } = finder;
  const say = (text) => {
    finder.announce(text, 0);
    find("near-note").textContent = text;
  };
  const places = async () => readPlaces(await finder.retry(() => finder.store.file("places")), facets.count);
  async function from(point) {
    work.far = distances((await places()).points, point);
    work.say = lengthSayer(facets.home);
    find("near-note").textContent = "";
    await reorder(finder, work, "near");
  }
  const failed = () => say(words.order_failed);
  const offer = find("near").querySelector("datalist");
  places().then(({ towns }) => offer.append(...[...towns.keys()].map((name) => new Option(name, name))), failed);
  find("here").addEventListener("click", () => {
    say(words.asking);
    const denied = () => say(words.denied);
    if (!navigator.geolocation) return void denied();
    const options = { timeout: 10_000, maximumAge: 600_000, enableHighAccuracy: false };
    const found = ({ coords }) => from([coords.latitude, coords.longitude]).catch(failed);
    navigator.geolocation.getCurrentPosition(found, denied, options);
  });
  find("town").addEventListener("click", async () => {
    const { towns } = await places().catch(() => ({ towns: null }));
    if (!towns) return failed();
    const asked = find("near").querySelector("input").value.trim().toLowerCase();
    const name = asked && [...towns.keys()].find((town) => town.toLowerCase().startsWith(asked));
    return name ? from(towns.get(name)).catch(failed) : say(words.unknown_town);
  });
}

/** Says a length as the hub's country does; nearer than a few is said as it is, for coordinates are only so exact. */
function lengthSayer(home) {
  const miles = ["GB", "US"].includes(home);
  const options = { style: "unit", unit: miles ? "mile" : "kilometer", unitDisplay: "long", maximumFractionDigits: 0 };
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined, options);
  return (km) => number.format(Math.max(1, miles ? km / KM_A_MILE : km));
}
