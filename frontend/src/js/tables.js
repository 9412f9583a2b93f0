/* Sort, filter and export a table that is already complete as HTML. */

import { readState, writeState } from "./address.js";
import { announce } from "./announce.js";
import { download, toCsv } from "./csv.js";
import { filterField } from "./filter.js";

// "TASK-9" before "TASK-10", whatever the reader's language is.
const byText = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

export function startTables(root) {
  for (const element of root.querySelectorAll("[data-gov-table]")) {
    if (element.dataset.govStarted) continue;
    element.dataset.govStarted = "true";
    new Table(element);
  }
}

function rowsOf(number) {
  return number === 1 ? "1 row" : `${number} rows`;
}

class Table {
  constructor(element) {
    this.element = element;
    this.id = element.id;
    this.table = element.querySelector("table");
    this.body = this.table.tBodies[0];
    this.rows = [...this.body.rows];
    this.heads = [...this.table.tHead.rows[0].cells];
    this.state = readState(this.id);
    this.makeHeads();
    this.makeBar();
    this.keepScrollable();
    this.show();
  }

  makeHeads() {
    for (const [column, head] of this.heads.entries()) {
      if (!head.dataset.govSort) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "gov-table__sort";
      button.append(...head.childNodes);
      button.addEventListener("click", () => this.sortBy(column));
      head.append(button);
    }
  }

  makeBar() {
    const bar = document.createElement("div");
    bar.className = "gov-table__bar";
    this.count = document.createElement("span");
    this.count.className = "gov-table__count";
    const filters = this.element.dataset.govTable === "filter";
    if (filters) bar.append(this.makeFilter(), this.count);
    const save = document.createElement("button");
    save.type = "button";
    save.className = "gov-button";
    save.textContent = "Download CSV";
    save.addEventListener("click", () => this.save());
    bar.append(save);
    this.element[filters ? "prepend" : "append"](bar);
  }

  makeFilter() {
    return filterField(this.state.filter, (text) => {
      this.state.filter = text;
      this.changed();
    });
  }

  /** A box that scrolls takes focus, so that arrow keys reach what it hides; one that does not stays out of the way. */
  keepScrollable() {
    const box = this.table.parentElement;
    const measure = () => {
      const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
      if (scrolls) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    };
    new ResizeObserver(measure).observe(box);
    measure();
  }

  sortBy(column) {
    const key = this.heads[column].dataset.govKey;
    this.state.descending = this.state.sort === key && !this.state.descending;
    this.state.sort = key;
    this.changed();
  }

  changed() {
    writeState(this.id, this.state);
    this.show();
    announce(`${this.count.textContent}${this.sortedBy()}`);
  }

  sortedBy() {
    const head = this.heads.find((cell) => cell.dataset.govKey === this.state.sort);
    return head ? `, sorted by ${head.textContent.trim()}, ${this.state.descending ? "descending" : "ascending"}` : "";
  }

  show() {
    const words = this.state.filter.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of this.rows) {
      const text = row.textContent.toLocaleLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    this.body.append(...this.ordered());
    this.count.textContent =
      shown === this.rows.length ? rowsOf(shown) : `${shown} of ${rowsOf(this.rows.length)}`;
  }

  ordered() {
    const column = this.heads.findIndex((head) => head.dataset.govKey === this.state.sort);
    for (const [index, head] of this.heads.entries()) {
      if (index === column) head.setAttribute("aria-sort", this.state.descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    if (column < 0) return this.rows;
    const numeric = this.heads[column].dataset.govSort === "number";
    const compare = numeric ? (a, b) => Number(a) - Number(b) : byText.compare;
    const direction = this.state.descending ? -1 : 1;
    return [...this.rows].sort((a, b) => direction * compare(value(a.cells[column]), value(b.cells[column])));
  }

  save() {
    const kept = [...this.body.rows].filter((row) => !row.hidden);
    const heads = this.heads.map((head) => head.textContent.trim());
    const rows = kept.map((row) => [...row.cells].map((cell) => words(cell)));
    download(`${this.id}.csv`, toCsv([heads, ...rows]));
    announce(`${rowsOf(kept.length)} saved as ${this.id}.csv`);
  }
}

/** What a cell sorts by, which need not be what it shows: 7 for "7 of 19". */
function value(cell) {
  return cell.dataset.value ?? words(cell);
}

function words(cell) {
  return cell.textContent.replace(/\s+/g, " ").trim();
}
