/**
 * What the tab's history remembers of the finder, so that Back and a reload find it as it was left.
 *
 * A choice that tells who somebody is, or that could hurt when it is seen, is never written down: the sensitive
 * topics, who it is for, and the age. Then a mark stays alone, by which the page can say that the choices are gone.
 */
import { fromFragment, isSensitive, toFragment } from "./share.mjs";

const GONE = "gone";

/** Remembers what is shown now; `more` says where in it the reader is. */
export function remember(finder, choices, more = {}) {
  const { facets, saved, view } = finder;
  const personal = isSensitive(choices, facets) || choices.age !== null || choices.audience.length > 0 || choices.admits?.length > 0;
  const list = saved.shown();
  const kept = { view, find: toFragment(choices, facets), anyone: choices.admits !== null, list, ...more };
  write(personal ? GONE : kept);
}

/** Adds to what is remembered: how far somebody came. */
export function placed(more) {
  const { finder } = history.state ?? {};
  if (typeof finder === "object") write({ ...finder, ...more });
}

/** The choices that were remembered, as far as they still mean anything here. */
export function recalled(kept, facets) {
  const { choices } = fromFragment(String(kept.find ?? ""), facets);
  return { ...choices, admits: kept.anyone ? [] : null };
}

function write(finder) {
  history.replaceState({ ...history.state, finder }, "");
}
