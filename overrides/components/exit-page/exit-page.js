/**
 * Leaves the hub at once, by a link or by pressing Shift three times, forgets what was kept on the device, and keeps
 * Back from showing the hub again.
 *
 * A classic script in the head of every page, help pages too: it has to be there before the page can be seen, so that
 * no step Back paints anything, and before a link can be touched. Every page is whole without it, and the links are
 * real ones. Modelled on the behaviour of GOV.UK's "Exit this page".
 */
(function () {
  "use strict";
  var exit = "%exit%"; // where to, and what is said on the way; null where a hub has no way out
  if (!exit) return;

  var MARK = "hub-exit";
  var NAME = "w"; // the tab's, where nothing may be stored; the next site can read it, so it says nothing
  var PRESSES = 3;
  var LIMIT_MS = 5000;
  var root = document.documentElement;
  var left = false; // this very page was left; it may come back from the back-forward cache
  var presses = 0;
  var timer = 0;
  var alone = false; // Shift went down and no other key has been pressed since
  var channel = null;

  function isMarked() {
    try {
      if (window.sessionStorage.getItem(MARK) !== null) return true;
    } catch (error) {
      // Storage is switched off.
    }
    return window.name === NAME;
  }

  /** Forgets what a reader asked to be kept: whoever opens the site here next would see their list. */
  function forget(area) {
    Object.keys(area).forEach(function (key) {
      if (key.indexOf("hub-") === 0) area.removeItem(key);
    });
  }

  function mark() {
    try {
      forget(window.localStorage);
      forget(window.sessionStorage);
      window.sessionStorage.setItem(MARK, "1");
    } catch (error) {
      window.name = NAME;
    }
  }

  function unmark() {
    try {
      window.sessionStorage.removeItem(MARK);
    } catch (error) {
      // Nothing was stored.
    }
    if (window.name === NAME) window.name = "";
  }

  function cameDeliberately() {
    var entry = window.performance.getEntriesByType && window.performance.getEntriesByType("navigation")[0];
    return !entry || entry.type === "navigate";
  }

  function leaveAgain() {
    root.hidden = true;
    window.location.replace(exit.href);
  }

  if (isMarked()) {
    if (cameDeliberately()) unmark();
    else leaveAgain();
  }
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && (left || isMarked())) leaveAgain();
    else reset("");
  });

  // A page that a browser keeps in memory for Back is seen for a moment before its script could hide it. A message to
  // those pages makes the browser let go of them, so that they are loaded anew and hidden in time.
  try {
    channel = new BroadcastChannel(MARK);
    channel.onmessage = function () {};
  } catch (error) {
    // An older browser: what comes back from its memory goes on to the neutral page all the same.
  }

  /** Finds what serves the reader now: within the sheet that is open, since the page behind it cannot be reached. */
  function find(selector) {
    var sheets = document.querySelectorAll("dialog[open]");
    return (sheets.length ? sheets[sheets.length - 1] : document).querySelector(selector);
  }

  function reset(words) {
    var status = find("[data-exit-status]");
    clearTimeout(timer);
    presses = 0;
    if (status) status.textContent = words;
  }

  function leave() {
    left = true;
    reset(exit.leaving);
    cover();
    mark();
    if (channel) channel.postMessage("");
    window.location.replace(exit.href);
  }

  /** Lays a blank sheet over everything, because the next page may take a while to arrive. Needs no style sheet. */
  function cover() {
    var sheets = document.querySelectorAll("dialog[open]");
    var blank = document.createElement("div");
    var said = document.createElement("span");
    blank.className = "hub-exit__cover";
    blank.style.cssText = "position:fixed;z-index:100;top:0;right:0;bottom:0;left:0;margin:0;background:#fff;color:#fff";
    blank.setAttribute("role", "alert");
    said.textContent = exit.leaving;
    blank.appendChild(said);
    // Nothing outside an open sheet can lie above it.
    (sheets.length ? sheets[sheets.length - 1] : document.body || root).appendChild(blank);
    document.title = "\u00a0";
  }

  document.addEventListener("click", function (event) {
    if (!event.target.closest || !event.target.closest("[data-exit]")) return;
    event.preventDefault();
    leave();
  }, true);

  document.addEventListener("keydown", function (event) {
    alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone && presses) reset("");
  }, true);

  document.addEventListener("keyup", function (event) {
    var status = find("[data-exit-status]");
    if (event.key !== "Shift" || !alone || !status) return; // not on a page without a way out
    presses += 1;
    if (presses === PRESSES) return leave();
    status.textContent = presses === 1 ? exit.two : exit.one;
    clearTimeout(timer);
    timer = setTimeout(function () {
      reset(exit.ended);
    }, LIMIT_MS);
  }, true);

  // Only now is it true that the keys work.
  root.setAttribute("data-exit-keys", "");
})();
