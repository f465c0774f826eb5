/**
 * What must happen before the page is seen: the chosen colours; and a word where the file that starts all else does
 * not arrive.
 *
 * A classic script in the head, so that nothing of the page is painted before it. It uses no storage by itself.
 */
(function () {
  "use strict";
  var missing = "%missing%"; // what is said of a part that did not arrive; see src/peerhub/words/script_strings.py
  window.hubMissing = missing; // start.mjs says it too

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

  try {
    var scheme = window.localStorage.getItem("hub-scheme");
    if (scheme === "light" || scheme === "dark") document.documentElement.setAttribute("data-scheme", scheme);
  } catch (error) {
    // Storage is switched off: then no colours were chosen either.
  }
})();
