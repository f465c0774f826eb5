/** What is kept on the device, under `hub-list` in localStorage: ids, and only after somebody asked for it. */
const KEY = "hub-list";
export const MOST = 10;

export function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string").slice(0, MOST) : [];
  } catch {
    return []; // storage is switched off, or holds something that is not a list
  }
}

export function write(ids) {
  try {
    if (ids.length) localStorage.setItem(KEY, JSON.stringify(ids));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}
