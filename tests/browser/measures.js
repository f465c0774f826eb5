// Measures that the layout tests take in the page. Each answers a list of sentences about what is wrong.

const TARGETS = "a[href], button, input, select, textarea, summary, [role=button]";

function say(element) {
  const text = (element.innerText ?? "").trim().replace(/\s+/g, " ").slice(0, 50);
  return `<${element.localName}${element.className ? ` class="${element.className}"` : ""}> "${text}"`;
}

// What is only there for screen readers, or off the page until it is focused, is not seen.
function seen(element) {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  if (element.closest(".hub-unseen, .hub-skip")) return false;
  const box = element.getBoundingClientRect();
  return box.width > 1 && box.height > 1;
}

function scrolls(element) {
  for (let around = element; around && around !== document.body; around = around.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(around).overflowX) && around.scrollWidth > around.clientWidth) return true;
  }
  return false;
}

function sideways() {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.scrollingElement.scrollWidth > width) found.push(`the page is ${document.scrollingElement.scrollWidth} px wide on ${width}`);
  for (const dialog of document.querySelectorAll("dialog[open]")) {
    if (dialog.scrollWidth > dialog.clientWidth) found.push(`${say(dialog)} scrolls sideways`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (!seen(element) || scrolls(element) || element.closest("svg")) continue;
    const box = element.getBoundingClientRect();
    if (box.right > width + 1 || box.left < -1) found.push(`${say(element)} reaches from ${box.left} to ${box.right} px`);
  }
  return found;
}

// WCAG 2.5.8: a link within a sentence may be as high as its line.
function inSentence(element) {
  if (element.localName !== "a" || getComputedStyle(element).display !== "inline") return false;
  const block = element.closest("p, li, dd, dt, td, th, blockquote, figcaption, summary, h1, h2, h3, h4");
  if (!block) return false;
  const others = [...block.childNodes].map((node) => (node.contains(element) && node === element ? "" : node.textContent)).join("");
  return others.replaceAll(element.textContent, "").trim().length > 0;
}

function smallTargets() {
  const found = [];
  for (const element of document.querySelectorAll(TARGETS)) {
    if (!seen(element) || inSentence(element)) continue;
    const box = element.getBoundingClientRect();
    if (box.width < 24 || box.height < 24) found.push(`${say(element)} is ${Math.round(box.width)} by ${Math.round(box.height)} px`);
  }
  return found;
}

// WCAG 1.4.12. The page's policy refuses style elements; a sheet made by script in the test is let through.
function spaceText() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }",
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

function texts() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.trim() && node.parentElement && seen(node.parentElement) && !node.parentElement.closest("svg, script, template, option")) found.push(node);
  }
  return found;
}

function clipped() {
  const found = new Set();
  for (const node of texts()) {
    for (let around = node.parentElement; around && around !== document.body; around = around.parentElement) {
      const style = getComputedStyle(around);
      const hides = (value) => value === "hidden" || value === "clip";
      if (hides(style.overflowX) && around.scrollWidth > around.clientWidth + 1) found.add(`${say(around)} clips its text at the side`);
      if (hides(style.overflowY) && around.scrollHeight > around.clientHeight + 1) found.add(`${say(around)} clips its text below`);
    }
  }
  return [...found];
}

// Each piece of text must be what is hit in its own middle.
function covered() {
  const found = [];
  for (const node of texts()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      if (box.width < 2 || x < 0 || y < 0 || x > innerWidth || y > innerHeight) continue;
      const hit = document.elementFromPoint(x, y);
      if (!hit || hit === node.parentElement || hit.contains(node) || node.parentElement.contains(hit)) continue;
      // A link that covers its whole card by design hides nothing.
      if (!hit.innerText?.trim() || hit.closest("a")?.contains(node)) continue;
      if (hit.closest(".hub-cards > li") && hit.closest(".hub-cards > li") === node.parentElement.closest(".hub-cards > li")) continue;
      found.push(`${say(node.parentElement)} lies under ${say(hit)}`);
    }
  }
  return found;
}

function stops() {
  return [...document.querySelectorAll(`${TARGETS}, [tabindex="0"]`)].filter(
    (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.tabIndex >= 0,
  ).length;
}

function focused() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const style = getComputedStyle(element);
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const wrong = [];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push(`${say(element)} shows no ring`);
  const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
  const hits = points.filter(([across, down]) => {
    const hit = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
    return hit && (element.contains(hit) || hit.contains(element) && hit !== document.body && hit !== document.documentElement && hit.id !== "content");
  });
  if (!hits.length) wrong.push(`${say(element)} is focused but hidden at ${Math.round(box.left)}, ${Math.round(box.top)}`);
  return { wrong };
}

function borderless() {
  return [...document.querySelectorAll(".hub-button, .hub-call, .hub-field, .hub-exit__link, button")]
    .filter((element) => seen(element))
    .filter((element) => {
      const style = getComputedStyle(element);
      const underlined = style.textDecorationLine.includes("underline");
      return !underlined && (style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1);
    })
    .map((element) => `${say(element)} has neither border nor underline`);
}

function moving() {
  const found = document.getAnimations().map((animation) => `an animation runs on ${say(animation.effect.target)}`);
  for (const element of document.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const lasts = (value) => value.split(",").some((part) => parseFloat(part) > 0.011);
    if (lasts(style.transitionDuration)) found.push(`${say(element)} has a transition of ${style.transitionDuration}`);
    if (style.animationName !== "none" && lasts(style.animationDuration)) found.push(`${say(element)} is animated`);
    if (style.scrollBehavior === "smooth") found.push(`${say(element)} scrolls smoothly`);
  }
  return found;
}

// On paper no ground is printed, so each letter has to stand out from white: WCAG 2.2, 1.4.3 asks for 4.5:1.
function paleInk() {
  const luminance = (colour) => {
    const [red, green, blue] = colour.match(/[\d.]+/g).map((part) => Number(part) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !seen(element)) continue;
    const ratio = 1.05 / (luminance(getComputedStyle(element).color) + 0.05);
    if (ratio < 4.5 && !element.closest("svg")) found.add(`${say(element)} has ${ratio.toFixed(1)}:1 on paper`);
  }
  return [...found];
}
