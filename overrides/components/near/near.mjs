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
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    handOver(form.querySelector("input").value.trim());
    window.location.assign(form.action);
  });
}
