/**
 * What is on my list: ids in memory, and kept on the device only after Keep it on this device.
 *
 * A group of a sensitive topic is never kept there: whoever sees the list would know.
 */
import { fill } from "./cards.mjs";
import { MOST, read, write } from "./kept.mjs";
import { placed } from "./memory.mjs";

export function makeSaved(finder) {
  const { element, words } = finder;
  const hidden = new Set(); // ids of groups on sensitive topics
  const saved = { ids: read() };
  saved.hides = () => saved.ids.filter((id) => hidden.has(id)).length;
  saved.shown = () => saved.ids.filter((id) => !hidden.has(id));
  saved.keep = () => write(saved.shown());
  // What an older list kept goes as soon as it is known to be sensitive.
  saved.learn = (card) => {
    const { values, codes } = finder.facets.columns.topics;
    if (!values[codes[card.row]].some((id) => finder.facets.sensitive.includes(id))) return;
    hidden.add(card.id);
    if (read().includes(card.id)) saved.keep();
  };
  saved.recall = (ids) => {
    saved.ids = [...new Set([...saved.ids, ...ids])].slice(0, MOST);
    markAll();
  };
  saved.forget = () => {
    saved.ids = [];
    write([]);
    placed({ list: [] });
    markAll();
  };
  /** Makes a button add and take off one listing. */
  saved.dress = (button, card) => {
    saved.learn(card);
    button.dataset.save = card.id;
    button.dataset.name = card.name;
    mark(button);
  };
  function mark(button) {
    const name = document.createElement("span");
    name.className = "hub-unseen";
    name.textContent = `: ${button.dataset.name}`;
    button.replaceChildren(saved.ids.includes(button.dataset.save) ? words.drop : words.add, name);
  }
  function markAll() {
    element.querySelectorAll("[data-save]").forEach(mark);
    for (const button of element.querySelectorAll("[data-finder-open=list]")) {
      button.hidden = !saved.ids.length;
      button.textContent = fill(words.my_list, { count: String(saved.ids.length) });
    }
  }
  function toggle(button) {
    const { save: id, name } = button.dataset;
    const on = !saved.ids.includes(id);
    if (on && saved.ids.length >= MOST) return full(finder, button.parentElement);
    saved.ids = on ? [...saved.ids, id] : saved.ids.filter((other) => other !== id);
    // What the reader asked to be kept follows what the list holds now; after Exit, in another tab, nothing is kept.
    if (read().length) saved.keep();
    markAll();
    placed({ list: saved.shown() });
    finder.announce(fill(on ? words.added : words.dropped_from, { name }), 0);
    return saved.changed?.();
  }
  element.addEventListener("click", (event) => {
    const button = event.target.closest("[data-save]");
    if (button) toggle(button);
  });
  return saved;
}

function full({ announce, words }, place) {
  announce(words.full, 0);
  const line = place.querySelector("p") ?? place.appendChild(document.createElement("p"));
  line.className = "hub-meta";
  line.textContent = words.full;
}
