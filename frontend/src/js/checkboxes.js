/* Task lists in ordinary pages arrive from Python-Markdown as checkboxes without a name. */

export function labelCheckboxes(root) {
  for (const box of root.querySelectorAll('li input[type="checkbox"]')) {
    if (box.labels?.[0]?.textContent.trim() || box.hasAttribute("aria-label") || box.hasAttribute("aria-labelledby")) {
      continue;
    }
    box.setAttribute("aria-label", ownText(box.closest("li")) || "Task");
  }
}

/** The item's own words: those of lists nested in it belong to their own checkboxes. */
function ownText(item) {
  const copy = item.cloneNode(true);
  copy.querySelectorAll("ul, ol").forEach((list) => list.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}
