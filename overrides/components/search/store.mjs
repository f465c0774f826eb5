//# allFunctionsCalledOnLoad
/**
 * The files of the index: a manifest, and what it leads to, each fetched once.
 *
 * A file that does not arrive may mean that the site was published anew: the manifest is read again, and when it
 * leads elsewhere the question is asked again from the start (`Moved`). Otherwise the file is tried once more. Only
 * then is it given up: it counts as empty, and `lost` says so.
 */
export class Moved extends Error {
  name = "Moved";
}

export class Store {
  /** `base` is the folder of a search's manifest, below the site's `root`. */
  constructor(root, base) {
    this.root = root;
    this.base = base;
    this.lost = new Set();
    this.files = new Map();
    this.manifest = null;
  }

  async open() {
    this.manifest ??= await this.readManifest("default");
    return this.manifest;
  }

  /** Forgets what did not arrive, so that the next question tries again. */
  forgetLost() {
    for (const name of this.lost) this.files.delete(name);
    this.lost.clear();
  }

  /** Gives a file's content, or null when it is lost. */
  file(name) {
    if (!this.files.has(name)) this.files.set(name, this.bring(name));
    return this.files.get(name);
  }

  async bring(name) {
    const { folder } = this.manifest;
    const address = new URL(`${this.base}${folder}/${name}.json`, this.root);
    try {
      return checked(name, await json(address, "default"));
    } catch {
      const now = await this.readManifest("reload").catch(() => null);
      if (now && now.folder !== folder) throw new Moved();
      try {
        return checked(name, await json(address, "reload"));
      } catch {
        this.lost.add(name);
        return null;
      }
    }
  }

  async readManifest(cache) {
    const found = await json(new URL(`${this.base}manifest.json`, this.root), cache);
    if (!Array.isArray(found.shards) || !Array.isArray(found.fields)) throw new Error("the manifest is damaged");
    return found;
  }
}

const RIGHT = {
  t: (content) => Array.isArray(content?.terms),
  d: Array.isArray,
  q: isPatterns,
  s: (content) => isPatterns(content) && Array.isArray(content.topics),
  m: Array.isArray,
  k: Array.isArray,
  a: (content) => Array.isArray(content?.sets) && Array.isArray(content.runs),
};

function isPatterns(content) {
  return typeof content?.words === "string" && typeof content.letters === "string" && typeof content.phrases === "object";
}

/**
 * A file that is not what its name says is as good as none: t(erms), w(ords), n(umbers), d(ocuments), a(bout),
 * q(uestions), l(etters of their words), k(ept answers), s(ynonyms), e(ach letter of theirs), m(issing) or v(ocabulary).
 */
function checked(name, content) {
  const right = RIGHT[name[0]]?.(content) ?? typeof content === "string";
  if (!right) throw new Error(`${name} is damaged`);
  return content;
}

async function json(address, cache) {
  const answer = await fetch(address, { cache });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
