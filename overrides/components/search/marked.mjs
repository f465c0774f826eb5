//# allFunctionsCalledOnLoad
/** Marks the words that were met, as elements and text: nothing typed or found is ever read as HTML. */
import { fold } from "./words.mjs";

const LONGEST = 160;

/** A word is marked when what it is folded and stemmed to is one of the terms: then "Café" is met by "cafe". */
export function marked(text, terms) {
  const cut = text.length > LONGEST ? `${text.slice(0, text.lastIndexOf(" ", LONGEST))} …` : text;
  const piece = document.createDocumentFragment();
  for (const part of cut.split(/([\p{L}\p{N}\p{M}'’‘ʼ´`]+)/u)) {
    if (terms.length && fold(part).split(" ").some((word) => word && terms.includes(stem(word)))) {
      const mark = document.createElement("mark");
      mark.textContent = part;
      piece.append(mark);
    } else {
      piece.append(part);
    }
  }
  return piece;
}

function stem(word) {
  const { lunr } = globalThis;
  return lunr ? lunr.stemmer(new lunr.Token(word)).toString() : word;
}
