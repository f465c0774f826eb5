//# allFunctionsCalledOnLoad
/**
 * The search itself, as the sheet and the search page show it: a field, a status line, headings and ordinary links.
 *
 * What is typed stays on the page: it has no name, is in no address, no history and no storage. Words that speak
 * of danger bring help before anything is fetched, and whether or not anything is found.
 */
import { counted, listed, numbers, speak } from "../language.mjs";
import { dangersIn, phrasesFrom } from "./dangers.mjs";
import { aloud, fitting, inOrder, showHelp } from "./help-first.mjs";
import { marked } from "./marked.mjs";

// A first letter is answered at once; what follows faster than this, as from a key held down, when it is over.
const PAUSE_MS = 30;
// So many of a kind at first: each costs a reader's eyes, and some of their data.
const AT_FIRST = { help: 3, article: 4, group: 6 };
const MORE = 12;
const SECTION = { help: "help", article: "article", topic: "group", group: "group" };

/** Brings a panel to life; `root` is the absolute address of the site's root. */
export function start(element, root = new URL(element.querySelector("form").dataset.root + "/", document.baseURI).href) {
  const form = element.querySelector("form");
  const panel = {
    root,
    form,
    field: form.querySelector("input"),
    status: form.querySelector("[data-search-status]"),
    help: form.querySelector("[data-search-help]"),
    beginning: form.querySelectorAll("[data-search-beginning]"),
    answers: form.querySelector("[data-search-answers]"),
    results: form.querySelector("[data-search-results]"),
    filters: form.querySelector("[data-search-filters]"),
    topic: form.querySelector("[data-search-topic-part] select"),
    kind: "",
    kinds: [],
    words: form.dataset,
    phrases: phrasesFrom(element.querySelector("[data-search-phrases]").textContent),
    templates: [...element.querySelectorAll("[data-search-danger]")],
    nothing: element.querySelector("[data-search-none]"),
    dangers: [],
    client: null,
    base: scope(element, root),
    asked: 0,
  };
  form.hidden = false;
  let timer = 0;
  panel.field.addEventListener("input", () => {
    showDangers(panel);
    const owed = timer > 0;
    if (owed) setBusy(panel, true);
    else answer(panel);
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = 0;
      if (owed) answer(panel);
    }, PAUSE_MS);
  });
  panel.field.addEventListener("focus", () => loadClient(panel).catch(() => {})); // told when a word is typed
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // nothing of a query goes into the address
    clearTimeout(timer);
    timer = 0;
    showDangers(panel);
    answer(panel);
  });
  panel.topic.addEventListener("change", () => answer(panel));
  panel.filters.addEventListener("click", (event) => choose(panel, event.target.closest("button")));
  form.addEventListener("keydown", (event) => walk(panel, event));
  return {
    focus: () => panel.field.focus(),
    forget: () => {
      clearTimeout(timer);
      timer = 0;
      panel.asked += 1;
      panel.field.value = "";
      panel.topic.value = "";
      showHelp(panel, []);
      showAnswers(panel, []);
      show(panel, "");
      setBusy(panel, false);
      choose(panel, panel.filters.querySelector("button"));
    },
  };
}

/** Pages for contributors have a search of their own, which says so; all others search what is for readers. */
function scope(element, root) {
  const own = element.querySelector("[data-search-own]");
  own.hidden = !document.baseURI.startsWith(root + own.dataset.searchOwn);
  return own.hidden ? "search/" : `search/${own.dataset.searchOwn}`;
}

async function loadClient(panel) {
  // All that it imports is named, so that none waits until another has told of it. Places may be missing.
  if (!panel.client) Promise.all([import("./placed.mjs"), import("../finder/places.mjs"), import("../near/near.mjs")]).catch(() => {});
  panel.client ??= (await Promise.all([
    import("./client.mjs"), import("./answers.mjs"), import("./ranking.mjs"), import("./rows.mjs"), import("./sounds.mjs"), import("./spelling.mjs"), import("./store.mjs"),
  ]))[0];
  await panel.client.load(panel.root, panel.base);
  return panel.client;
}

function showDangers(panel) {
  showHelp(panel, dangersIn(panel.field.value, panel.phrases));
}

async function answer(panel, again = false) {
  const text = panel.field.value.trim();
  const turn = ++panel.asked;
  setBusy(panel, text !== "");
  if (!text) {
    showAnswers(panel, []);
    return void show(panel, panel.words.empty);
  }
  if (!panel.results.firstChild) panel.status.textContent = aloud(panel, panel.words.loading);
  try {
    const client = await loadClient(panel);
    const readers = panel.base === "search/";
    const answers = readers ? client.answers(text).catch(() => []) : [];
    const place = readers && !panel.young ? nearby(text, panel, client) : null;
    const found = await client.search(text, () => turn === panel.asked).catch(async (error) => {
      // A part that did not arrive takes no answer away.
      if (turn === panel.asked) showAnswers(panel, await answers);
      throw error;
    });
    if (!found) return;
    found.results = await fitting(panel, client, found.results, text);
    const all = found.results.length;
    if (panel.topic.value) {
      found.results = await client.within(found.results, panel.topic.value);
      found.lost ||= client.isLost();
    }
    const sections = sorted(panel, found.results);
    const made = sections.map((section) => makeSection(panel, client, section));
    for (const section of made) section.catch(() => {}); // told when its turn comes
    const [answered, near] = await Promise.all([answers, place, made[0]]);
    if (turn !== panel.asked) return;
    showAnswers(panel, answered, found.missing, near);
    const guessed = (found.closest || (found.mended && !found.sure) || !all) && !panel.dangers.length && !panel.answers.firstChild;
    const said = aloud(panel, told(panel, found, all));
    // Nobody knows what was meant: it may have been a cry for help.
    if (guessed) panel.answers.append(quietLine(panel));
    show(panel, said, sections.map(({ kind }) => kind), all > 0);
    // What leads on from nothing leads to groups.
    if (!all && !found.missing?.length && !panel.young) panel.results.append(panel.nothing.content.cloneNode(true));
    // Each as soon as those above it are there, so that nothing moves which is being read.
    for await (const section of made) {
      if (turn !== panel.asked) return;
      panel.results.append(section);
      filter(panel);
    }
    setBusy(panel, false);
  } catch (error) {
    if (turn !== panel.asked) return;
    // The site was published anew between the question and what to show: nobody needs to know.
    if (error.name === "Moved" && !again) return void answer(panel, true);
    console.error(error);
    if (error.name === "Moved") showAnswers(panel, []);
    show(panel, aloud(panel, panel.words.failed));
    setBusy(panel, false);
  }
}

/** Says whether more is to come: a screen reader waits with what it reads out. */
function setBusy(panel, busy) {
  panel.results.setAttribute("aria-busy", String(busy));
}

function told({ words, dangers, answers }, { results, closest, mended, lost, missing = [] }, all) {
  const n = results.length;
  const part = lost ? words.partly : "";
  const answered = answers.childElementCount ? words.answered : "";
  if (missing.length && !dangers.length) {
    const what = listed(missing.map(({ label }) => label), JSON.parse(words.lists));
    return [words.noneAbout.replace("{what}", what), part].filter(Boolean).join(" ");
  }
  if (all && !n) return [answered, words.noneTopic].filter(Boolean).join(" ");
  if (answered && !n) return [answered, part].filter(Boolean).join(" ");
  const none = dangers.length ? words.noneBeside : words.none;
  const count = n === 0 ? none : counted(JSON.parse(words.count), n).replace("{n}", numbers().format(n));
  // Somebody in danger has no use for a remark on their words.
  const how = dangers.length ? "" : closest ? words.closest : mended ? words.mended : "";
  return [answered, how || count, part].filter(Boolean).join(" ");
}

/** Results by kind, those of the hub's own country before any other: help first, then the kind with the best result. */
function sorted(panel, results) {
  const sections = new Map();
  for (const result of [...results].sort((one, other) => one.abroad - other.abroad)) {
    const kind = SECTION[result.kind];
    if (!sections.has(kind)) sections.set(kind, []);
    sections.get(kind).push(result);
  }
  return inOrder(sections, panel).map((kind) => ({ kind, members: sections.get(kind) }));
}

/** Shows what the hub answers by itself, above all that is found; in a danger help alone stands there. */
function showAnswers(panel, answers, missing = [], near = null) {
  const loud = panel.dangers.some((danger) => danger !== "soft" && danger !== "young");
  const made = loud ? [] : answers.map((answer) => makeAnswer(panel, answer));
  if (missing.length && !loud) {
    made.push(makeAnswer(panel, { title: panel.words.nearest, ways: missing.flatMap(({ ways }) => ways) }));
    made.at(-1).dataset.searchMissing = "";
  }
  if (near && !loud) made.push(near);
  panel.answers.replaceChildren(...made);
}

/** The line of help that stands where nothing louder does. */
function quietLine({ templates }) {
  return templates.find(({ dataset }) => dataset.searchDanger === "soft").content.cloneNode(true);
}

/** A link to the groups near the place that a text names, or null; without its file the search does without. */
function nearby(text, panel, client) {
  return import("./placed.mjs").then(({ nearLine }) => nearLine(text, panel, client.isWord)).catch(() => null);
}

/** A question, the answer to it, and links to what says more. */
function makeAnswer(panel, { title, text, way, ways }) {
  const section = document.createElement("section");
  section.className = "hub-search__answer";
  const heading = document.createElement(`h${panel.words.level}`);
  heading.textContent = title;
  section.append(heading);
  if (text) section.append(Object.assign(document.createElement("p"), { textContent: text }));
  const list = document.createElement("ul");
  for (const [name, href] of new Map([...(way ? [way] : []), ...ways])) list.append(row(panel.root, { title: name, href, words: [] }));
  section.append(list);
  return section;
}

/** Makes room for an answer with these kinds of results. */
function show(panel, status, kinds = [], narrows = false) {
  panel.status.textContent = status;
  // What helps to begin makes room for what was found.
  for (const part of panel.beginning) part.hidden = panel.field.value.trim() !== "";
  panel.kinds = kinds;
  panel.filters.hidden = kinds.length < 2;
  panel.topic.parentElement.hidden = !narrows;
  if (panel.results.contains(document.activeElement)) panel.field.focus(); // a late answer takes the link away
  panel.results.replaceChildren();
}

/** A heading, its links, and a button for more. */
async function makeSection(panel, client, { kind, members }) {
  const section = document.createElement("section");
  section.dataset.kind = kind;
  const heading = document.createElement(`h${panel.words.level}`);
  heading.textContent = panel.words[`kind${kind[0].toUpperCase()}${kind.slice(1)}`];
  const list = document.createElement("ul");
  const more = document.createElement("button");
  more.type = "button";
  more.className = "hub-button hub-button--quiet";
  more.textContent = panel.words.more;
  let shown = 0;
  const add = async (n) => {
    const rows = (await client.describe(members.slice(shown, shown + n))).map((result) => row(panel.root, result));
    shown += n;
    more.hidden = shown >= members.length;
    list.append(...rows);
    return rows;
  };
  more.addEventListener("click", async () => {
    const rows = await add(MORE).catch(() => answer(panel)); // which says what is wrong, if anything still is
    rows?.[0]?.querySelector("a").focus(); // the button may be gone
  });
  await add(AT_FIRST[kind]);
  section.append(heading, list, more);
  return section;
}

function row(root, { title, href, text, langs = [], words }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(href, root).href;
  link.dir = "auto";
  speak(link, langs[0]);
  link.append(marked(title, words));
  item.append(link);
  if (text) {
    const line = Object.assign(document.createElement("p"), { dir: "auto" });
    speak(line, langs[1]);
    line.append(marked(text, words));
    item.append(line);
  }
  return item;
}

function choose(panel, button) {
  if (!button) return;
  panel.kind = button.dataset.kind;
  for (const other of panel.filters.querySelectorAll("button")) {
    other.setAttribute("aria-pressed", String(other === button));
  }
  filter(panel);
}

/** Hides the kinds that were not chosen; a kind that has no result this time hides nothing. */
function filter(panel) {
  const chosen = panel.kinds.includes(panel.kind) ? panel.kind : "";
  for (const section of panel.results.children) section.hidden = chosen !== "" && section.dataset.kind !== chosen;
}

/** Arrow keys go from the field through the links and back, beside Tab. */
function walk(panel, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const stops = [panel.field, ...[...panel.form.querySelectorAll("[data-search-answers] a, [data-search-results] a")].filter((link) => link.offsetParent)];
  const at = stops.indexOf(document.activeElement);
  if (at < 0 || !stops[at + step]) return;
  event.preventDefault();
  stops[at + step].focus();
}
