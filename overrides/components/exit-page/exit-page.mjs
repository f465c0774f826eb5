/**
 * Leaves the hub at once: by its link, or by pressing Shift three times.
 *
 * Modelled on the behaviour of GOV.UK's "Exit this page". The address is its link's. `early.js` reads the
 * flag that is set here, so that Back in this tab goes on to the exit address.
 */
const PRESSES = 3;
const LIMIT_MS = 5000;

export function start(element, { two, one, leaving, timedOut }) {
  const links = element.querySelectorAll("a");
  const status = element.querySelector("[role=status]");
  let presses = 0;
  let timer = 0;
  let alone = false; // Shift went down and no other key has been pressed since

  function reset(words = "") {
    clearTimeout(timer);
    presses = 0;
    status.textContent = words;
  }

  function leave() {
    reset(leaving);
    cover(leaving);
    try {
      sessionStorage.setItem("hub-exit", "1");
    } catch {
      // Storage is switched off: the page still leaves, only Back is not guarded.
    }
    location.replace(links[0].href);
  }

  function onKeydown(event) {
    alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone && presses) reset();
  }

  function onKeyup(event) {
    if (event.key !== "Shift" || !alone) return;
    presses += 1;
    if (presses === PRESSES) return void leave();
    status.textContent = presses === 1 ? two : one;
    clearTimeout(timer);
    timer = setTimeout(() => reset(timedOut), LIMIT_MS);
  }

  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }
  document.addEventListener("keydown", onKeydown);
  document.addEventListener("keyup", onKeyup);
  // A page that comes back from the cache starts again.
  window.addEventListener("pageshow", () => reset());
  for (const keys of element.querySelectorAll("[hidden]")) keys.hidden = false;
}

/** Lays a blank sheet over everything, because the next page may take a while to arrive. */
function cover(words) {
  const sheet = document.createElement("div");
  sheet.className = "hub-exit__cover";
  sheet.setAttribute("role", "alert");
  const said = document.createElement("span");
  said.className = "hub-unseen";
  said.textContent = words;
  sheet.append(said);
  document.body.append(sheet);
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  document.title = "\u00a0";
}
