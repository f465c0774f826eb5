/**
 * Brings the finder's files. They lie in a folder named by their content, so what was fetched once stays right.
 *
 * After a deploy the folder that the page names may be gone. Then the page is read once more, and where it names
 * another folder, `Moved` says so: everything is to be brought again from there.
 */
export class Moved extends Error {}

export class Store {
  constructor(root, folder) {
    this.root = root;
    this.folder = folder;
    this.files = new Map();
    this.damaged = new Set();
  }

  /** Forgets a file that turned out to be damaged; it is then asked for past the browser's cache. */
  forget(name) {
    this.files.delete(name);
    this.damaged.add(name);
  }

  /** Brings a file once; one that fails may be asked for again. */
  file(name) {
    if (!this.files.has(name)) {
      const bringing = this.bring(name);
      bringing.catch(() => this.files.delete(name));
      this.files.set(name, bringing);
    }
    return this.files.get(name);
  }

  async bring(name) {
    const address = new URL(`${this.folder}/${name}.json`, this.root);
    try {
      return await json(address, this.damaged.has(name) ? "reload" : "default");
    } catch {
      const folder = await this.folderNow();
      if (folder && folder !== this.folder) {
        this.folder = folder;
        this.files.clear();
        throw new Moved();
      }
      // A copy that arrived damaged is asked for anew, past the browser's cache.
      return json(address, "reload");
    }
  }

  async folderNow() {
    try {
      const answer = await fetch(new URL("groups/", this.root), { cache: "reload" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      return page.querySelector("[data-finder-folder]")?.dataset.finderFolder ?? "";
    } catch {
      return "";
    }
  }
}

async function json(address, cache) {
  const answer = await fetch(address, { cache });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** The file that holds an id, by FNV-1a, as src/peerhub/pages/finder/card_files.py chooses it. */
export function shardOf(id, count) {
  let state = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) state = Math.imul(state ^ byte, 0x01000193) >>> 0;
  return state % count;
}
