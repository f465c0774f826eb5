/** Finds the dangers that a text speaks of, from the reviewed phrases in the page. Nothing is fetched for it. */
export function dangersIn(text, phrases) {
  const said = ` ${plain(text)} `;
  return Object.keys(phrases).filter((danger) => phrases[danger].some((phrase) => said.includes(` ${plain(phrase)} `)));
}

function plain(text) {
  return text
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
