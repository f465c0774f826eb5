/** Choices in a form, and choices as chips: reads and writes the controls that carry [data-facet]. */
import { listed, numbers } from "../language.mjs";
import { namesOf, noChoices } from "./filter.mjs";

const NUMBERS = ["days", "parts"];
const OLDEST = 120;

export function readForm(form, facets) {
  const choices = noChoices(facets);
  for (const control of form.querySelectorAll("[data-facet]")) {
    const { facet } = control.dataset;
    if (control.type === "checkbox") {
      if (!control.checked) continue;
      if (facet === "more") choices[control.value] = true;
      else choices[facet].push(NUMBERS.includes(facet) ? Number(control.value) : control.value);
    } else if (facet === "age") choices.age = ageOf(control.value);
    else choices[facet] = control.value;
  }
  if (!choices.country) choices.region = "";
  return choices;
}

function ageOf(text) {
  const age = Number(text);
  return text.trim() === "" || !Number.isInteger(age) || age < 0 || age > OLDEST ? null : age;
}

export function writeForm(form, choices, facets) {
  for (const control of form.querySelectorAll("[data-facet]")) {
    const { facet } = control.dataset;
    if (control.type === "checkbox") {
      control.checked = facet === "more" ? choices[control.value] : choices[facet].map(String).includes(control.value);
    } else if (facet === "age") {
      if (ageOf(control.value) !== choices.age) control.value = choices.age ?? "";
    } else if (facet === "country") control.value = choices.country;
    else fillRegions(control, choices, facets);
  }
}

/** Offers the areas of the chosen country; where there are none the field is hidden. */
function fillRegions(select, choices, facets) {
  if (select.dataset.of !== choices.country) {
    select.dataset.of = choices.country;
    const names = facets.columns.where.values.filter(([code, name]) => name && code === choices.country);
    const options = names.map(([, name]) => name).sort((one, other) => one.localeCompare(other));
    select.replaceChildren(select.options[0], ...options.map((name) => new Option(name, name)));
    select.closest("p").hidden = !choices.country || !options.length;
  }
  select.value = choices.region;
}

/**
 * Writes the counts beside the choices. What would find nothing says so and cannot be pressed, unless it is chosen
 * already or has the focus, which would be lost. `quiet` leaves the other counts out.
 */
export function writeCounts(form, counts, words, quiet = false) {
  const number = numbers();
  const shut = (control, none, chosen) => (control.disabled = none && !chosen && control !== document.activeElement);
  for (const control of form.querySelectorAll("[data-facet]")) {
    const { facet } = control.dataset;
    if (control.type === "checkbox") {
      const count = (facet === "more" ? counts[control.value] : counts[facet][control.value]) ?? 0;
      const label = control.closest("label");
      label.querySelector("[data-count]").textContent = count === 0 ? words.none_here : quiet ? "" : number.format(count);
      label.classList.toggle("hub-finder__option--none", count === 0);
      shut(control, count === 0, control.checked);
    } else if (facet !== "age") {
      for (const option of [...control.options].slice(1)) {
        const count = counts[facet][option.value] ?? 0;
        option.dataset.name ??= option.textContent;
        option.textContent = `${option.dataset.name} (${number.format(count)})`;
        shut(option, count === 0, option.selected);
      }
    }
  }
}

/** Each choice with its words, and the choices without it. */
export function chipsOf(choices, facets, labels, words) {
  const { lists, flags } = namesOf(facets);
  const chips = lists.flatMap((facet) =>
    choices[facet].map((id) => ({
      facet,
      text: labels(facet, id),
      without: { ...choices, [facet]: choices[facet].filter((other) => other !== id) },
    })),
  );
  for (const facet of flags) {
    if (choices[facet]) chips.push({ facet, text: labels("more", facet), without: { ...choices, [facet]: false } });
  }
  if (choices.region) chips.push({ facet: "region", text: choices.region, without: { ...choices, region: "" } });
  if (choices.country) {
    const without = { ...choices, country: "", region: "" };
    chips.push({ facet: "country", text: labels("country", choices.country), without });
  }
  if (choices.admits) {
    const who = listed(choices.admits.map((id) => labels("audience", id)), words.joining);
    const text = who ? words.admits.replace("{who}", who) : words.anyone;
    chips.push({ facet: "admits", text, without: { ...choices, admits: null } });
  }
  if (choices.age !== null) {
    const text = words.age.replace("{age}", String(choices.age));
    chips.push({ facet: "age", text, without: { ...choices, age: null } });
  }
  return chips;
}

/** Gives the words of a choice: from the form, so that they are said in one place only. */
export function labeller(form, facets) {
  const found = new Map();
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    found.set(`${box.dataset.facet} ${box.value}`, box.nextElementSibling.textContent);
  }
  for (const [code, name] of facets.countries) found.set(`country ${code}`, name);
  return (facet, id) => found.get(`${facet} ${id}`) ?? String(id);
}

