/** Offers to print the page. Without a script nothing could, so the button is made here. */
export function start(element, words) {
  const icon = document.createElement("span");
  icon.className = "hub-icon hub-icon--print";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "hub-button hub-button--quiet";
  button.append(icon, element.dataset.label ?? words.label);
  button.addEventListener("click", () => window.print());
  element.append(button);
  element.hidden = false;
}
