/**
 * "Town or postcode" on pages other than the finder's: what is typed is handed to the finder in the tab's own storage,
 * for an address would keep it, and the finder takes it out again as its first act.
 */
const KEY = "hub-near";

export function handOver(place) {
  try {
    sessionStorage.setItem(KEY, place);
  } catch {
    // Storage is refused: the finder asks again.
  }
}

/** What was handed over, once. */
export function takeOver() {
  try {
    const place = sessionStorage.getItem(KEY) ?? "";
    sessionStorage.removeItem(KEY);
    return place;
  } catch {
    return "";
  }
}

export function start(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = form.querySelector("input").value.trim();
    const shared = await namesakes(form, typed).catch(() => []); // the finder asks, where this cannot
    if (shared.length) offer(form, typed, shared);
    else open(form, typed);
  });
}

function open(form, place) {
  handOver(place);
  window.location.assign(form.action);
}

/** The places that a name may mean, where none is far likelier than the others. */
async function namesakes({ dataset }, typed) {
  const { Places } = await import("../finder/places.mjs");
  const places = new Places(new URL(`${dataset.root}/`, document.baseURI).href, dataset.places, { home: dataset.home, countries: [] });
  const { found, others, spelt } = await places.find(typed);
  return found || spelt ? [] : others;
}

function offer(form, typed, places) {
  const line = form.querySelector("[data-near-which]");
  line.textContent = form.dataset.which.replace("{place}", typed);
  const items = places.map(({ name }) => {
    const item = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "hub-button hub-button--quiet", textContent: name });
    button.addEventListener("click", () => open(form, name));
    item.append(button);
    return item;
  });
  const list = form.querySelector("ul");
  list.replaceChildren(...items);
  list.hidden = false;
  list.scrollIntoView({ block: "nearest" }); // on a phone it opens below the screen
}
