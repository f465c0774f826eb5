/**
 * Help before all else: what a search that speaks of danger shows, says aloud and leaves out.
 *
 * `dangersIn` names what a text speaks of, the most urgent first: suicide, worried (for somebody else's life), loss
 * (somebody died by suicide), abuse, child (who writes), child-worry (an adult for a child), medical, or soft. Beside
 * them stands "young": an age under 18 is named.
 */
import { youngIn } from "./young.mjs";

// Results may wait for a reader who fears for a life, and groups for the grieving would say that it is lost.
const FEARS = ["suicide", "worried", "soft"];
// Pages on how the hub works, or on how to help with it, are no answer to somebody in danger.
const ABOUT_THE_HUB = ["policy", "contributors"];

/**
 * Shows the blocks for these dangers, in their order; the quiet line stands only where nothing louder does. The pages
 * for the young follow, unless the help for a child stands there, which leads to them.
 */
export function showHelp(panel, dangers) {
  const loud = dangers.filter((danger) => danger !== "soft");
  panel.young = youngIn(panel.field.value);
  const met = [...(loud.length ? loud : dangers), ...(panel.young && !dangers.includes("child") ? ["young"] : [])];
  const now = met.join(" ");
  panel.dangers = met;
  if ((panel.help.dataset.shown ?? "") === now) return; // said once, not at every letter
  panel.help.dataset.shown = now;
  const blocks = met.map((danger) => panel.templates.find(({ dataset }) => dataset.searchDanger === danger));
  panel.help.replaceChildren(...blocks.filter(Boolean).map((template) => template.content.cloneNode(true)));
}

/** What the live region says: that help is there comes before anything else. */
export function aloud({ dangers, words }, status) {
  return [dangers.length ? words.helpFirst : "", status].filter(Boolean).join(" ");
}

/** Leaves out what would hurt somebody in danger. */
export async function fitting({ dangers, words, topic, young }, client, results, text) {
  if (!dangers.length) return results;
  let found = results.filter(({ state }) => !ABOUT_THE_HUB.includes(state));
  // Nearly every group is for adults.
  if (dangers.includes("child")) found = found.filter(({ kind }) => kind !== "group" && kind !== "topic");
  else if (young && !young.beside) found = await client.forAge(found, young.age);
  const loss = words.lossTopics.split(" ");
  const grieves = dangers.includes("loss") || loss.includes(topic.value) || speaksOf(text, words.lossWords);
  if (!grieves && dangers.some((danger) => FEARS.includes(danger))) found = await client.without(found, loss);
  return found;
}

/**
 * The kinds of results in order: help before all, if a line is what was asked for and does not only share a word; and
 * somebody who grieves finds groups before lines for a crisis.
 */
export function inOrder(sections, { dangers }) {
  const asked = dangers.length || sections.get("help")?.some(({ named }) => named);
  const first = dangers[0] === "loss" ? ["group", "help"] : asked ? ["help"] : [];
  return [...first.filter((kind) => sections.has(kind)), ...[...sections.keys()].filter((kind) => !first.includes(kind))];
}

function speaksOf(text, words) {
  const said = ` ${plain(text)} `;
  return words.split("|").some((word) => word && said.includes(` ${plain(word)} `));
}

function plain(text) {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
