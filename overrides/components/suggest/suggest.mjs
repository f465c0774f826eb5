/**
 * Turns the questions of the page suggest/ into forms, and answers into the text of a letter.
 *
 * Nothing is sent or kept: the reader copies the text or opens it in their own mail program.
 */

// Some mail programs cut a longer link without a word.
const LONGEST_LINK = 1800;
const FROM_LISTING = /^#(changed|closed)=([a-z0-9-]{1,64})$/;

export function start(page) {
  for (const questions of page.querySelectorAll("[data-suggest-questions]")) {
    const form = questions.querySelector("form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show(questions.querySelector("[data-suggest-result]"), form.dataset.title, letter(form), page.dataset.contact);
    });
    for (const set of form.querySelectorAll("[data-needed]")) need(set);
    questions.hidden = false;
  }
  openNamed(page);
  window.addEventListener("hashchange", () => openNamed(page));
}

/** Asks for at least one of several boxes, in the browser's own way. */
function need(set) {
  const check = () => {
    set.querySelector("input").setCustomValidity(set.querySelector(":checked") ? "" : set.dataset.needed);
  };
  set.addEventListener("change", check);
  check();
}

/** Opens the form that a listing's page leads to; the listing is filled in wherever a form is about one. */
function openNamed(page) {
  const [, id, listing] = location.hash.match(FROM_LISTING) ?? [];
  const section = id && page.querySelector(`#${id}`);
  if (!section) return;
  section.querySelector("[data-suggest-questions]").open = true;
  for (const about of ["changed", "closed"]) page.querySelector(`#${about} form [data-label]`).value = listing;
  section.scrollIntoView();
  section.querySelector("h2").focus({ preventScroll: true });
}

/** Writes the answers of a form, one question a line, as `./hub intake` reads them. */
export function letter(form) {
  const lines = [...form.querySelectorAll("[data-label]")].map((field) => [field.dataset.label, answer(field)]);
  const answered = lines.filter(([, text]) => text).map(([label, text]) => `${label}: ${text}`);
  return [form.dataset.title, "", ...answered].join("\n");
}

function answer(field) {
  if (field.tagName !== "FIELDSET") return field.value.trim();
  return [...field.querySelectorAll(":checked")].map((box) => box.value).join("; ");
}

function show(result, title, text, contact) {
  const find = (name) => result.querySelector(`[data-suggest-${name}]`);
  const area = result.querySelector("textarea");
  const mail = `mailto:${contact}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(text.replaceAll("\n", "\r\n"))}`;
  const fits = Boolean(contact) && mail.length <= LONGEST_LINK;
  area.value = text;
  find("mail").hidden = !fits;
  if (fits) find("mail").href = mail;
  find("say").hidden = Boolean(contact) && !fits;
  find("long").hidden = fits || !contact;
  find("copy").onclick = () => copy(area, find("copy").dataset, result.querySelector("[role=status]"));
  result.hidden = false;
  result.querySelector("[role=status]").textContent = "";
  result.querySelector("h3").focus();
}

async function copy(area, words, status) {
  try {
    await navigator.clipboard.writeText(area.value);
    status.textContent = words.copied;
  } catch {
    area.focus();
    area.select();
    status.textContent = words.failed;
  }
}
