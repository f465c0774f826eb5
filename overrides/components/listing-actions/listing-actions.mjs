/**
 * What a reader can do with a listing: keep it on the device, copy its details, hand its address on.
 *
 * Nothing of this works without scripts, so the buttons are made here. `data-keep` is the listing's id; without it
 * nothing is offered to be kept, because being seen with the listing could harm.
 */
import { MOST, read, write } from "../finder/kept.mjs";

const words = "%actions%";
const DETAILS = ".hub-listing h1, .hub-when__times > :not(details, script), .hub-address";

export function start(element) {
  const status = document.createElement("p");
  status.className = "hub-meta";
  status.setAttribute("role", "status");
  const say = (text) => (status.textContent = text);
  const { keep } = element.dataset;
  const row = element.querySelector("div");
  if (keep) keeping(add(row, ""), keep, say);
  if (navigator.clipboard) add(row, words.copy).addEventListener("click", () => copy(say));
  if (navigator.share) {
    // Whoever closes the device's own sheet has changed their mind; there is nothing to say.
    const share = () => navigator.share({ title: document.querySelector("h1").innerText, url: address() }).catch(() => {});
    add(row, words.share).addEventListener("click", share);
  }
  element.append(status);
}

function add(row, text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "hub-button hub-button--quiet";
  button.textContent = text;
  row.append(button);
  return button;
}

function keeping(button, id, say) {
  const label = () => (button.textContent = read().includes(id) ? words.drop : words.keep);
  label();
  // The list may have changed in the finder meanwhile.
  addEventListener("pageshow", label);
  button.addEventListener("click", () => {
    const ids = read();
    const on = !ids.includes(id);
    if (on && ids.length >= MOST) return say(words.full);
    const done = write(on ? [...ids, id] : ids.filter((other) => other !== id));
    label();
    return say(done ? (on ? words.kept : words.dropped) : words.refused);
  });
}

async function copy(say) {
  const lines = [...document.querySelectorAll(DETAILS)].map((part) => part.innerText.trim());
  try {
    await navigator.clipboard.writeText([...lines, address()].filter(Boolean).join("\n"));
    say(words.copied);
  } catch {
    say(words.copy_failed);
  }
}

function address() {
  return document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
}
