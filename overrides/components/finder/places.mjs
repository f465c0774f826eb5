/**
 * Towns and postcodes as a reader types them, looked up in pieces of src/peerhub/pages/finder/place_files.py.
 *
 * A piece of the alphabet is asked for: which one is all that the host can learn. A row is a name or code, what it lies in
 * or is called, its country, its point, and how many kilometres an area reaches: 0 for a
 * point, -1 for a name in another language, which says the town's own in place of what it lies in.
 */
import { fold } from "../search/words.mjs";

const SHOWN = 8;
const MOST_PIECES = 3;
const WIDE = 2;

export class Places {
  constructor(root, folder, facets) {
    this.base = new URL(`${folder}/`, root);
    this.home = facets.home;
    this.countries = new Map(facets.countries);
    this.files = new Map();
  }

  file(name) {
    if (!this.files.has(name)) {
      const bringing = fetch(new URL(`${name}.json`, this.base)).then((answer) => {
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return answer.json();
      });
      bringing.catch(() => this.files.delete(name));
      this.files.set(name, bringing);
    }
    return this.files.get(name);
  }

  /** The place of exactly this name or code, at home if there is one there. */
  async named(text) {
    const [found] = await this.suggest(text);
    if (!found) return null;
    // A number alone may count anything else: only the hub's own country's codes are taken for it.
    const meant = /\d/.test(text) ? /[a-z]/i.test(text) || found.country === this.home : fold(found.called) === fold(text);
    return meant ? found : null;
  }

  /** What a text may name, the hub's own country first; throws where the pieces cannot be had. */
  async suggest(text) {
    const code = text.toLowerCase().replace(/[^a-z\d]/g, "");
    const rows = /\d/.test(code) ? await this.codes(code) : await this.towns(fold(text.split(",")[0]), fold(text));
    const far = ([, , country]) => (country === this.home ? 0 : this.countries.has(country) ? 1 : 2);
    return rows.sort((one, other) => far(one) - far(other)).slice(0, SHOWN).map((row) => this.place(row));
  }

  place([name, within, country, latitude, longitude, reach]) {
    const parts = [name, within, country === this.home ? "" : (this.countries.get(country) ?? countryName(country))];
    return { name: parts.filter(Boolean).join(", "), called: name, short: within && reach > 0 ? within : name, country, reach: Math.max(0, reach), point: [latitude, longitude] };
  }

  /** The pieces in which something that begins so may be. */
  async pieces(family, start) {
    const known = (await this.file("starts"))[family];
    const past = known.findIndex((first) => first > start && !first.startsWith(start));
    const last = past < 0 ? known.length : past;
    // A name may stand at the end of the piece before, and what a code begins with too.
    const before = known.findLastIndex((first) => first < start);
    const least = family === "p" ? Math.max(0, before - 1) : Math.max(0, before);
    return Promise.all(Array.from({ length: Math.min(last - least, MOST_PIECES) }, (_, at) => this.file(`${family}${least + at}`)));
  }

  /** Towns by that name first, then those that begin so; "Richmond, Virginia" says in which. */
  async towns(name, whole) {
    if (name.length < WIDE) return [];
    const found = (await this.pieces("t", name)).flat().map((row) => ({ row, key: fold(row[0]) }));
    const within = whole.slice(name.length).trim();
    const fits = found.filter(({ row, key }) => key.startsWith(name) && (!within || fold(this.place(row).name).includes(within)));
    const rank = ({ row, key }) => (key === name ? 0 : 2) + (row[5] < 0 ? 1 : 0);
    return fits.sort((one, other) => rank(one) - rank(other)).map(({ row }) => row);
  }

  /** The longest known part of a code that a reader wrote; while it is short, what begins so. */
  async codes(code) {
    const found = (await this.pieces("p", code)).flat().map((row) => ({ row, key: row[0].toLowerCase() }));
    const holding = found.filter(({ row, key }) => code.startsWith(key) && (!row[5] || /^\d/.test(code.slice(key.length))));
    const longest = holding.sort((one, other) => other.key.length - one.key.length);
    return [...longest, ...found.filter(({ key }) => key.startsWith(code) && key !== code)].map(({ row }) => row);
  }
}

function countryName(code) {
  return new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "region" }).of(code);
}
