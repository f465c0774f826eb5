/**
 * What must happen before the page is seen: the way past Back after "Exit this page", and the chosen colours; and
 * a word where the file that starts all else does not arrive.
 *
 * A classic script in the head, so that nothing of the page is painted before it. It uses no storage by itself.
 */
(function () {
  "use strict";
  var missing = "%missing%"; // what is said of a part that did not arrive; see src/peerhub/words/script_strings.py
  var root = document.documentElement;
  var exit = "%exit%"; // where "Exit this page" leads

  function read(area, key) {
    try {
      return window[area].getItem(key);
    } catch (error) {
      return null; // storage may be switched off: then nothing was set either
    }
  }

  function leaveAgain() {
    // Back after leaving, from the network or from the back-forward cache, never shows the hub in this tab.
    root.hidden = true;
    window.location.replace(exit);
  }

  function cameDeliberately() {
    var entry = window.performance.getEntriesByType && window.performance.getEntriesByType("navigation")[0];
    return !entry || entry.type === "navigate";
  }

  if (exit && read("sessionStorage", "hub-exit")) {
    if (cameDeliberately()) {
      window.sessionStorage.removeItem("hub-exit");
    } else {
      leaveAgain();
    }
  }
  window.addEventListener("pageshow", function (event) {
    if (exit && event.persisted && read("sessionStorage", "hub-exit")) leaveAgain();
  });

  // Where the file that starts everything does not arrive, nothing else could say so.
  window.addEventListener("error", function (event) {
    if (!event.target || event.target.type !== "module") return;
    document.addEventListener("DOMContentLoaded", tell);
    if (document.readyState !== "loading") tell();
  }, true);

  function tell() {
    var note = document.querySelector("[data-missing]");
    if (!note) return;
    var parts = Array.prototype.map.call(document.querySelectorAll("[data-component]"), function (element) {
      return element.hasAttribute("data-unmissed") ? "" : missing.parts[element.getAttribute("data-component")];
    });
    note.hidden = false;
    note.textContent = missing.text.replace("{parts}", parts.filter(Boolean).join(", "));
  }

  var scheme = read("localStorage", "hub-scheme");
  if (scheme === "light" || scheme === "dark") root.setAttribute("data-scheme", scheme);
})();
