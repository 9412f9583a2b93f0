/* Folded groups of tables under one filter, which opens what it finds. A filter in the address is a shared view. */

import { readState, writeState } from "./address.js";
import { announce } from "./announce.js";
import { filterField } from "./filter.js";

export function startFolds(root) {
  for (const element of root.querySelectorAll("[data-gov-folds]")) {
    if (element.dataset.govStarted) continue;
    element.dataset.govStarted = "true";
    new Folds(element);
  }
}

class Folds {
  constructor(element) {
    this.element = element;
    this.folds = [...element.querySelectorAll("details.gov-fold")];
    this.rows = [...element.querySelectorAll("tbody tr")];
    this.state = readState(element.id);
    element.prepend(this.makeBar());
    if (this.state.filter) this.show();
    this.openNamed();
    addEventListener("hashchange", () => element.isConnected && this.openNamed());
  }

  makeBar() {
    const bar = document.createElement("div");
    bar.className = "gov-table__bar";
    const label = filterField(this.state.filter, (text) => {
      this.state.filter = text;
      writeState(this.element.id, this.state);
      this.show();
      announce(this.count.textContent);
    });
    this.count = document.createElement("span");
    this.count.className = "gov-table__count";
    const all = document.createElement("button");
    all.type = "button";
    all.className = "gov-button";
    const said = () => (all.textContent = this.folds.every((fold) => fold.open) ? "Fold all" : "Open all");
    all.addEventListener("click", () => {
      const open = !this.folds.every((fold) => fold.open);
      for (const fold of this.folds) fold.open = open;
    });
    for (const fold of this.folds) fold.addEventListener("toggle", said);
    said();
    bar.append(label, this.count, all);
    return bar;
  }

  show() {
    const words = this.state.filter.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of this.rows) {
      const text = row.textContent.toLocaleLowerCase();
      const out = !words.every((word) => text.includes(word));
      row.classList.toggle("gov-fold__out", out);
      shown += out ? 0 : 1;
    }
    for (const fold of this.folds) {
      const found = fold.querySelector("tbody tr:not(.gov-fold__out)") !== null;
      fold.hidden = words.length > 0 && !found;
      if (words.length) fold.open = found;
    }
    this.count.textContent = words.length ? `${shown} of ${this.rows.length}` : "";
  }

  /** Open the group that the address names. */
  openNamed() {
    const named = document.getElementById(decoded(location.hash.slice(1)));
    const fold = named?.closest("details.gov-fold");
    if (!fold || !this.element.contains(fold)) return;
    fold.open = true;
    fold.scrollIntoView();
  }
}

/** A mangled link names nothing, and is no error of the page. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
