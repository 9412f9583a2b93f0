/** The field that lists are filtered by: a label, and what is told of each change. */
export function filterField(text, changed) {
  const label = document.createElement("label");
  label.className = "gov-table__filter";
  const name = document.createElement("span");
  name.textContent = "Filter";
  const input = document.createElement("input");
  input.type = "search";
  input.value = text;
  input.autocomplete = "off";
  input.addEventListener("input", () => changed(input.value));
  label.append(name, input);
  return label;
}
