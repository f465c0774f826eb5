/** The end of a list, which is never dead: what to loosen, what can be joined from home, and who has more lists. */
import { listed } from "../language.mjs";
import { bringCard, drawCard, fill, sayDates } from "./cards.mjs";
import { noChoices } from "./filter.mjs";
import { byFreshness, ordered } from "./order.mjs";

const REMOTE_SHOWN = 3;
const FINDERS_SHOWN = 6;
const ORGANISATIONS = ["network", "directory"];
const GROUPS = ["group", "forum", "phone-line", "one-to-one"];

/** Fills the end; `chips` are the choices that may be let go. Who it is for and the age are never let go of. */
export async function drawEnd(finder, found, chips, use) {
  const { choices } = finder;
  finder.find("minors").hidden = choices.age === null || choices.age >= 18;
  const loosen = found ? [] : chips.map((chip) => ({ ...chip, n: finder.filter(chip.without).rows.length }));
  fillList(
    finder.find("loosen"),
    loosen.filter(({ n }) => n > 0).sort((one, other) => other.n - one.n).map((chip) => loosenItem(finder, chip, use)),
  );
  const near = { ...noChoices(finder.facets), topics: choices.topics, age: choices.age, admits: choices.admits };
  if (!choices.admits) near.audience = choices.audience;
  const remote = found ? [] : rowsOf(finder, { ...near, formats: ["online", "phone"] }, GROUPS);
  const finders = rowsOf(finder, near, ORGANISATIONS).slice(0, FINDERS_SHOWN);
  const bring = (rows) => Promise.all(Array.from(rows, (row) => bringCard(finder.store, finder.facets, row).catch(() => null)));
  const nearest = nearFirst(finder, remote).slice(0, REMOTE_SHOWN);
  const [cards, lists] = await finder.retry(() => Promise.all([bring(nearest), bring(finders)]));
  const shown = cards.filter(Boolean);
  const items = shown.map((card) => drawCard(finder, card));
  sayDates(finder, shown, items);
  fillList(finder.find("remote"), items);
  fillList(finder.find("finders"), lists.filter(Boolean).map((card) => linkItem(finder, card)));
}

/** Rows of these kinds that fit, the freshest first. */
export function rowsOf(finder, choices, kinds) {
  const { facets, states } = finder;
  const { values, codes } = facets.columns.kind;
  const rows = finder.filter(choices).rows.filter((row) => kinds.includes(values[codes[row]]));
  return ordered(rows, byFreshness(facets, states));
}

/** Those that serve the chosen area first, then the country, then the rest. */
function nearFirst({ facets, choices }, rows) {
  const { values, codes } = facets.columns.where;
  const far = (row) => {
    const [country, region] = values[codes[row]];
    if (country !== (choices.country || facets.home)) return 2;
    return region === choices.region ? 0 : 1;
  };
  return Array.from(rows).sort((one, other) => far(one) - far(other));
}

function fillList(part, items) {
  part.hidden = !items.length;
  part.querySelector("ul").replaceChildren(...items);
}

function loosenItem(finder, { text, n, without }, use) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "hub-chip hub-finder__chip";
  button.textContent = fill(finder.words.loosen, { choice: text, count: finder.count("fits", n) });
  button.addEventListener("click", () => use(without));
  item.append(button);
  return item;
}

function linkItem(finder, card) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(card.href, finder.root).href;
  link.dir = "auto";
  link.textContent = card.name;
  const line = Object.assign(document.createElement("span"), { dir: "auto" });
  line.className = "hub-meta";
  line.textContent = [listed(card.who, finder.words.joining), card.only || card.summary].filter(Boolean).join(" · ");
  item.append(link, line);
  return item;
}
