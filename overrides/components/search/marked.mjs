//# allFunctionsCalledOnLoad
/** Marks the words that were met, as elements and text: nothing typed or found is ever read as HTML. */
const LONGEST = 160;

export function marked(text, stems) {
  const cut = text.length > LONGEST ? `${text.slice(0, text.lastIndexOf(" ", LONGEST))} …` : text;
  const piece = document.createDocumentFragment();
  for (const part of cut.split(/([\p{L}\p{N}']+)/u)) {
    if (part && stems.some((stem) => meets(part.toLowerCase(), stem))) {
      const mark = document.createElement("mark");
      mark.textContent = part;
      piece.append(mark);
    } else {
      piece.append(part);
    }
  }
  return piece;
}

/** A stem is the start of its words, but for a last y that became an i. */
function meets(word, stem) {
  return word.startsWith(stem) || (stem.endsWith("i") && word.startsWith(`${stem.slice(0, -1)}y`));
}
