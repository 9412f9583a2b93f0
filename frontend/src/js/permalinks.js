/* A link marked data-gov-permalink copies its own address; where the clipboard is closed it stays a link. */

import { announce } from "./announce.js";

const SHOWN_FOR = 2000;

export function startPermalinks(root) {
  for (const link of root.querySelectorAll("a[data-gov-permalink]")) {
    if (link.dataset.govStarted) continue;
    link.dataset.govStarted = "true";
    link.addEventListener("click", (event) => copy(link, event));
  }
}

async function copy(link, event) {
  if (!navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.replaceState(history.state, "", link.href);
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    announce("The address could not be copied; it stands in the address bar.");
    return;
  }
  link.dataset.govCopied = "true";
  announce("Address copied");
  setTimeout(() => delete link.dataset.govCopied, SHOWN_FOR);
}
