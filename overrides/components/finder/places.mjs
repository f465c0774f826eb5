/**
 * Towns and postcodes as a reader types them, looked up in pieces of src/peerhub/pages/finder/place_files.py.
 *
 * A piece of the alphabet is asked for: which one is all that the host can learn. A row is a name or code, what it lies in
 * or is called, its country, its point, how many kilometres an area reaches and how large it
 * is. A reach of 0 is a point, -1 a name in another language, which says the town's own in place of what it lies in.
 */
import { fold } from "../search/words.mjs";

const SHOWN = 8;
// So many to choose from where only a line tells of them.
const ASKED = 4;
const MOST_PIECES = 3;
const WIDE = 2;
// Sizes are ten times a logarithm: ten more is ten times as many people.
const TIMES = 10;
const AT_HOME = 13;
const SAME = 0.03;
const SLIP_FROM = 5;
const SLIP_SIZE = 37;
const BEARS = /^(?:upon|on|under|in|by|le|next|sub) /;
const LEADING = /^(?:i )?(?:am |m |live |living )?(?:in|near|from|around|at) (?=.)/;
const TRAILING = / (?:near|by|close to|next to|please) ?.*$/;
// How each country writes its codes, whole or their first half.
const BRITISH = /^(?:[a-z]{1,2}\d{1,2}|[a-z]{2}\d[a-z]|e1w|n1[cp]|w1[a-w])(?:\d[a-z]{2})?$/;
const FORMS = {
  GB: BRITISH, IM: BRITISH, JE: BRITISH, GG: BRITISH,
  CA: /^[a-z]\d[a-z](?:\d[a-z]\d)?$/, IE: /^[a-z](?:\d\d|6w)(?:[a-z\d]{4})?$/,
  US: /^\d{5}(?:\d{4})?$/, AU: /^\d{4}$/, NZ: /^\d{4}$/, ZA: /^\d{4}$/,
};
// A code stands alone in a text, or beside its town.
const CODE = /(?:^|\b)(?:[a-z]\d[a-z] ?-?\d[a-z]\d|[a-z](?:\d\d|6w) ?(?=[a-z\d]*\d)[a-z\d]{4}|[a-z]{1,2}\d[a-z\d]?(?: ?\d[a-z]{2})?|d6w|\d{5}(?:-?\d{4})?|\d{4})$/i;

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

  /** The place of exactly this name or code; where several share it and none is far likelier, the likeliest few. */
  async named(text) {
    const { found, others, spelt } = await this.find(text);
    if (spelt) return [];
    // A number alone may count anything else: only the hub's own country's codes are taken for it.
    if (!/[a-z]/i.test(text)) return found?.country === this.home ? [found] : [];
    return found ? [found] : others.slice(0, ASKED);
  }

  /**
   * What a text names: the place that is `found`, and the `others` of its name. Where none is far likelier, `found` is
   * null and all are `others`. `spelt` says that the text was not spelt so. Throws where the pieces cannot be had.
   */
  async find(text) {
    const code = CODE.exec(text)?.[0].toLowerCase().replace(/[^a-z\d]/g, "");
    if (code) return this.likeliest(await this.exactCodes(code));
    const folded = fold(text.split(",")[0]);
    const within = fold(text.slice(text.split(",")[0].length));
    const parts = folded.replace(LEADING, "").replace(TRAILING, "").split(" ").filter(Boolean);
    const told = [[parts.join(" "), within], ...(within ? [] : [-1, -2].map((at) => [parts.slice(0, at).join(" "), parts.slice(at).join(" ")]))];
    for (const [name, inside] of told) {
      if (name.length < WIDE) continue;
      const near = (await this.pieces("t", name)).flat().filter((row) => this.lies(row, inside));
      const rows = near.filter((row) => names(row, name));
      // "Edinburg" is a town in Texas, and Edinburgh to most who are at home in its country.
      const alike = (row) => row[2] === this.home && row[5] >= 0 && !names(row, name) && plain(fold(row[0])) === plain(name);
      if (rows.length) return this.likeliest([...rows, ...near.filter(alike)]);
    }
    return { ...this.likeliest(await this.slips(parts.join(" "), within)), spelt: true };
  }

  /** One is meant alone where it is ten times as likely; the hub's own country counts for more. */
  likeliest(rows) {
    const weight = ([, , country, , , reach, size]) => size + (country === this.home ? AT_HOME : 0) - (reach < 0 ? TIMES : 0);
    const apart = [];
    for (const row of rows.sort((one, other) => weight(other) - weight(one))) {
      const same = (one) => one[2] === row[2] && Math.abs(one[3] - row[3]) + Math.abs(one[4] - row[4]) < SAME;
      if (!apart.some(same)) apart.push(row);
    }
    const [first, second] = apart;
    const sure = first && (!second || weight(first) - weight(second) >= TIMES);
    const places = apart.slice(0, SHOWN).map((row) => this.place(row));
    return sure ? { found: places[0], others: places.slice(1) } : { found: null, others: places };
  }

  lies(row, within) {
    return !within || fold(`${this.place(row).name} ${countryName(row[2])}`).includes(within);
  }

  /** Towns and areas spelt with one slip, or with another ending that sounds alike. */
  async slips(name, within) {
    if (name.length < SLIP_FROM) return [];
    const sound = plain(name);
    const near = (await this.pieces("t", name.slice(0, 3))).flat().filter((row) => row[5] >= 0 && this.lies(row, within));
    const alike = near.filter((row) => plain(fold(row[0])) === sound);
    return alike.length ? alike : near.filter((row) => row[6] >= SLIP_SIZE && isSlip(plain(fold(row[0])), sound));
  }

  /** What a text may name as it is typed, the hub's own country first. */
  async suggest(text) {
    const code = text.toLowerCase().replace(/[^a-z\d]/g, "");
    const rows = /\d/.test(code) ? await this.codes(code) : await this.towns(fold(text.split(",")[0]), fold(text));
    const far = ([, , country]) => (country === this.home ? 0 : this.countries.has(country) ? 1 : 2);
    const named = rows.sort((one, other) => far(one) - far(other)).map((row) => this.place(row));
    return [...new Map(named.map((place) => [place.name, place])).values()].slice(0, SHOWN);
  }

  place([name, within, country, latitude, longitude, reach, size]) {
    const parts = [name, within, country === this.home ? "" : (this.countries.get(country) ?? countryName(country))];
    const full = [...new Set(parts.filter(Boolean))].join(", ");
    return {
      name: full, called: name, short: size ? full : within && reach > 0 ? within : name,
      country, reach: Math.max(0, reach), point: [latitude, longitude],
    };
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

  /** The longest known parts of a whole code, in the countries that write theirs so. */
  async exactCodes(code) {
    const rows = (await this.pieces("p", code)).flat();
    const fits = rows.filter(([key, , country, , , reach]) => {
      const rest = code.startsWith(key.toLowerCase()) && code.slice(key.length);
      return rest !== false && FORMS[country].test(code) && (!reach || !/^[a-z]$/i.test(key) || /^\d/.test(rest));
    });
    // The islands' codes begin as no British area does.
    const longest = new Map();
    for (const row of fits) if (row[0].length > (longest.get(row[2])?.[0].length ?? 0)) longest.set(row[2], row);
    return [...longest.values()].map((row) => [...row.slice(0, 6), 0]);
  }

  /** Codes that begin as what is typed so far, after those that it fits already. */
  async codes(code) {
    const rows = (await this.pieces("p", code)).flat();
    const exact = await this.exactCodes(code);
    const is = (row) => exact.some((one) => one[0] === row[0] && one[2] === row[2]);
    return [...exact, ...rows.filter((row) => row[0].toLowerCase().startsWith(code) && !is(row))];
  }
}

/** Whether a row is called so, or has the name with what tells it from others: Newcastle is upon Tyne too. */
function names([own, , , , , reach], name) {
  const key = fold(own);
  return key === name || (reach === 0 && key.startsWith(`${name} `) && BEARS.test(key.slice(name.length + 1)));
}

/** A name without what is often written otherwise: doubled letters, and the ending of Edinburgh. */
function plain(name) {
  return name.replace(/(?:borough|brough|burgh|boro|burg)$/, "burg").replace(/(.)\1/g, "$1");
}

/** Whether two names differ by one letter more, less, changed or put before its neighbour. */
function isSlip(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [rest, also] = [one.slice(at), other.slice(at)];
  const swapped = rest[0] === also[1] && rest[1] === also[0] && rest.slice(2) === also.slice(2);
  return rest.slice(1) === also.slice(1) || rest.slice(1) === also || rest === also.slice(1) || (rest.length > 1 && swapped);
}

function countryName(code) {
  return new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "region" }).of(code);
}
