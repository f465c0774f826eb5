/**
 * Sees whether a plain page has hours to say otherwise for this reader; what says them is fetched only then.
 *
 * Most readers are where the group is, and a listing has little room for scripts.
 */
export async function start(element, words) {
  const within = (attribute) => [...(element.hasAttribute(attribute) ? [element] : []), ...element.querySelectorAll(`[${attribute}]`)];
  const zones = [
    ...within("data-zone").map(({ dataset }) => dataset.zone),
    ...within("data-hours").flatMap(({ dataset }) => dataset.hours.split(",").map((hour) => hour.split(" ")[2])),
  ];
  const moving = within("data-meeting").length + within("data-days").length;
  if (!moving && zones.every(sameClock)) return;
  const { sayHours } = await import("./page-hours.mjs");
  await sayHours(within, sameClock, words);
}

/** Whether a zone's clock shows what the reader's does, today and in half a year. */
function sameClock(timeZone) {
  return [0, 182].every((days) => {
    const at = new Date(Date.now() + days * 86_400_000);
    return at.toLocaleString("sv", { timeZone }) === at.toLocaleString("sv");
  });
}
