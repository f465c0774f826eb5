/** Prints the page. The button is hidden until it can do so. */
export function start(button) {
  button.addEventListener("click", () => window.print());
  button.hidden = false;
}
