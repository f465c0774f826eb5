/**
 * The search itself, as the sheet and the search page show it: a field, a status line, headings and ordinary links.
 *
 * What is typed stays on the page: it has no name, is in no address, no history and no storage. Words that speak
 * of danger bring help before anything is fetched, and whether or not anything is found.
 */
import { marked } from "./marked.mjs";
import { dangersIn } from "./dangers.mjs";

const PAUSE_MS = 180;
const MOST_OF_A_KIND = 20;
const KINDS = ["help", "article", "group"];

/** Brings a panel to life; `root` is the absolute address of the site's root. */
export function start(element, root = new URL(element.querySelector("form").dataset.root + "/", document.baseURI).href) {
  const form = element.querySelector("form");
  const panel = {
    root,
    form,
    field: form.querySelector("input"),
    status: form.querySelector("[data-search-status]"),
    help: form.querySelector("[data-search-help]"),
    results: form.querySelector("[data-search-results]"),
    words: form.dataset,
    phrases: JSON.parse(element.querySelector("[data-search-phrases]").textContent || "{}"),
    templates: element.querySelectorAll("[data-search-danger]"),
    client: null,
    asked: 0,
  };
  form.hidden = false;
  let timer = 0;
  panel.field.addEventListener("input", () => {
    showDangers(panel);
    clearTimeout(timer);
    timer = setTimeout(() => answer(panel), PAUSE_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // nothing of a query goes into the address
    clearTimeout(timer);
    showDangers(panel);
    answer(panel);
  });
  return {
    focus: () => panel.field.focus(),
    prepare: () => loadClient(panel).catch(() => {}), // told when a word is typed
    forget: () => {
      clearTimeout(timer);
      panel.asked += 1;
      panel.field.value = "";
      panel.help.replaceChildren();
      delete panel.help.dataset.shown;
      show(panel, "", []);
    },
  };
}

async function loadClient(panel) {
  panel.client ??= await import("./client.mjs");
  await panel.client.load(panel.root);
  return panel.client;
}

function showDangers(panel) {
  const met = dangersIn(panel.field.value, panel.phrases);
  const now = met.join(" ");
  if (panel.help.dataset.shown === now) return; // said once, not at every letter
  panel.help.dataset.shown = now;
  const blocks = [...panel.templates].filter((template) => met.includes(template.dataset.searchDanger));
  panel.help.replaceChildren(...blocks.map((template) => template.content.cloneNode(true)));
}

async function answer(panel) {
  const text = panel.field.value.trim();
  const turn = ++panel.asked;
  if (!text) return void show(panel, panel.words.empty, []);
  if (!panel.results.firstChild) panel.status.textContent = panel.words.loading;
  try {
    const client = await loadClient(panel);
    const found = await client.search(text);
    if (turn === panel.asked) show(panel, count(panel.words, found.length), found);
  } catch (error) {
    console.error(error);
    if (turn === panel.asked) show(panel, panel.words.failed, []);
  }
}

function count(words, n) {
  if (n === 0) return words.none;
  return (n === 1 ? words.countOne : words.countOther).replace("{n}", String(n));
}

function show(panel, status, found) {
  panel.status.textContent = status;
  panel.results.replaceChildren(...KINDS.flatMap((kind) => section(panel, kind, found)));
}

function section(panel, kind, found) {
  const members = found.filter((result) => result.kind === kind).slice(0, MOST_OF_A_KIND);
  if (!members.length) return [];
  const heading = document.createElement(`h${panel.words.level}`);
  heading.textContent = panel.words[`kind${kind[0].toUpperCase()}${kind.slice(1)}`];
  const list = document.createElement("ul");
  list.append(...members.map((result) => row(panel.root, result)));
  return [heading, list];
}

function row(root, { title, href, text, words }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(href, root).href;
  link.append(marked(title, words));
  const line = document.createElement("p");
  line.append(marked(text ?? "", words));
  item.append(link, line);
  return item;
}
