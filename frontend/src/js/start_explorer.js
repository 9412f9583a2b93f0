/* Load the explorer's script where a page has an explorer, and on no other. */

export async function startExplorers(root, library) {
  for (const place of root.querySelectorAll("[data-gov-explorer]")) {
    if (place.dataset.govStarted) continue;
    place.dataset.govStarted = "true";
    try {
      const { startExplorer } = await import(library);
      await startExplorer(place);
    } catch (problem) {
      // A page opened from disk may load no module; its lists are complete.
      place.dataset.govState = "failed";
      console.warn("explorer not loaded:", problem);
    }
  }
}
