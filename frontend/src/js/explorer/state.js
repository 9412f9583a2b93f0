/* What is shown stands in the page's address: it can be shared, and the back button leads to what was seen before. */

const NAMES = ["text", "kind", "status", "owner", "sort", "order", "page", "item", "depth", "all"];

export function readState() {
  const asked = new URLSearchParams(location.search);
  return Object.fromEntries(NAMES.map((name) => [name, asked.get(name) ?? ""]));
}

/** The address of a state; what is empty is left out, and what others wrote there stays. */
export function addressOf(state) {
  const url = new URL(location.href);
  for (const name of NAMES) url.searchParams.delete(name);
  for (const name of NAMES.filter((one) => state[one])) url.searchParams.set(name, state[name]);
  return url;
}
