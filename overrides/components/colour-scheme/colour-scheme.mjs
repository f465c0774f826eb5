/**
 * Lets a reader choose light or dark. Without a script the page follows the device, so the control is made here. The choice is stored only when it is made, and forgotten when
 * undone.
 */
const KEY = "hub-scheme";

export function start(element, words) {
  const root = document.documentElement;
  const label = document.createElement("label");
  label.htmlFor = KEY;
  label.textContent = words.label;
  const field = document.createElement("select");
  field.id = KEY;
  field.className = "hub-field";
  field.autocomplete = "off";
  field.append(new Option(words.device, ""), new Option(words.light, "light"), new Option(words.dark, "dark"));
  element.append(label, field);
  field.value = root.dataset.scheme ?? "";
  field.addEventListener("change", () => {
    if (field.value) root.dataset.scheme = field.value;
    else delete root.dataset.scheme;
    remember(field.value);
  });
  element.hidden = false;
}

function remember(scheme) {
  try {
    if (scheme) localStorage.setItem(KEY, scheme);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is switched off: the choice then lasts for this page.
  }
}
