/** Lets a reader choose light or dark. The choice is stored only when it is made, and forgotten when undone. */
const KEY = "hub-scheme";

export function start(element) {
  const root = document.documentElement;
  const field = element.querySelector("select");
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
