/** Copies the page's plain address, without a place in it, and says so. The button is hidden until it can. */
export function start(element) {
  const button = element.querySelector("button");
  const status = element.querySelector("[role=status]");
  if (!navigator.clipboard) return; // an old browser or an insecure address: the browser's own ways remain
  button.addEventListener("click", async () => {
    const address = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
    try {
      await navigator.clipboard.writeText(address);
      status.textContent = element.dataset.copied;
    } catch {
      status.textContent = element.dataset.failed;
    }
  });
  element.hidden = false;
}
