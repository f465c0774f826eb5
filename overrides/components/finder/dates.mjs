/** Says when listings meet next, as the pages of listings do; loaded after the first cards are there. */
import { say } from "../next-meeting/next-meeting.mjs";
import { sayRule } from "../next-meeting/reader-hours.mjs";
import { nextOccurrences } from "../next-meeting/schedule.mjs";

const RELIED_ON = 1;

/** Makes `(card, state, hours) => words`: the next date where the last check may be relied on, else the rule. */
export async function makeSayer(wordsAt, now = Date.now()) {
  const answer = await fetch(wordsAt);
  const words = await answer.json();
  const reader = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (card, state, hours) => {
    try {
      if (!card.form || state > RELIED_ON) return sayRule(card.when, hours, words, now, reader);
      const [next] = nextOccurrences(card.form, now, 1);
      return next ? say(next, reader, words) : card.when;
    } catch {
      return card.when;
    }
  };
}
