/* Names for what the theme and Python-Markdown leave without one. */

export function nameControls(root) {
  for (const box of root.querySelectorAll('li input[type="checkbox"]')) {
    if (!isNamed(box)) box.setAttribute("aria-label", ownText(box.closest("li")) || "Task");
  }
  for (const search of root.querySelectorAll('.md-search[role="dialog"]')) {
    if (!isNamed(search)) search.setAttribute("aria-label", search.querySelector("input")?.ariaLabel || "Search");
  }
}

function isNamed(element) {
  return (
    element.labels?.[0]?.textContent.trim() ||
    element.hasAttribute("aria-label") ||
    element.hasAttribute("aria-labelledby")
  );
}

/** The item's own words: those of lists nested in it belong to their own checkboxes. */
function ownText(item) {
  const copy = item.cloneNode(true);
  copy.querySelectorAll("ul, ol").forEach((list) => list.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}
