/* The explorer: every item of the project to filter, sort, export, and see among its neighbours.

Loaded by gov.js on the one page that has it. Until the items are here, and where they cannot be had, the page
shows the way to the lists that are complete without any script. */

import { announce } from "./announce.js";
import { html } from "./explorer/element.js";
import { ItemGraph } from "./explorer/graph.js";
import { Items } from "./explorer/items.js";
import { addressOf, readState } from "./explorer/state.js";
import { COLUMNS, ItemTable } from "./explorer/table.js";

const PAUSE = 300;
const LARGE = 2000;
let shown;

export async function startExplorer(place) {
  const note = html("p", { class: "gov-explorer__loading", role: "status" });
  const waiting = setTimeout(() => (note.textContent = "Loading the items …"), PAUSE);
  place.prepend(note);
  try {
    const answer = await fetch(place.dataset.govExplorer);
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    const items = new Items(await answer.json(), place.dataset.govRoot);
    note.remove();
    shown = new Explorer(place, items);
    place.dataset.govState = "ready";
  } catch (problem) {
    place.dataset.govState = "failed";
    note.textContent = "The items could not be loaded. The lists below are complete.";
    console.warn("explorer not started:", problem);
  } finally {
    clearTimeout(waiting);
  }
}

addEventListener("popstate", () => shown?.place.isConnected && shown.read());

class Explorer {
  constructor(place, items) {
    this.place = place;
    this.items = items;
    this.badges = [...place.querySelector("template").content.children];
    this.table = new ItemTable(this);
    this.graph = new ItemGraph(this);
    this.count = html("span", { class: "gov-table__count" });
    this.controls = this.makeControls();
    place.querySelector(".gov-explorer__plain").hidden = true;
    place.prepend(this.makeBar(), this.table.element, this.graph.element);
    this.read();
  }

  makeControls() {
    const change = (name, how) => (event) => this.go({ [name]: event.target.value, page: "", all: "" }, how);
    const choice = (name, values) =>
      html("select", { onchange: change(name, "push") }, html("option", { value: "" }, "any"), ...values.map((value) => html("option", { value }, value)));
    const { kinds, statuses, owners } = this.items.data;
    return {
      text: html("input", { type: "search", autocomplete: "off", oninput: change("text", "replace") }),
      kind: choice("kind", kinds),
      status: choice("status", [...new Set(statuses)]),
      owner: choice("owner", [...owners].sort(new Intl.Collator("en").compare)),
      sort: html("select", { "aria-label": "Order by", onchange: (event) => this.sortBy(event.target.value) },
        ...COLUMNS.map(([key, title]) => html("option", { value: key === "item" ? "" : key }, title))),
    };
  }

  /** What a phone has instead of heads: texts from A, of numbers the most first. */
  sortBy(key) {
    const numeric = COLUMNS.find(([name]) => name === key)?.[2];
    this.go({ sort: key, order: numeric ? "desc" : "", page: "" });
  }

  makeBar() {
    const names = { text: "Filter", kind: "Kind", status: "Status", owner: "Owner", sort: "Order by" };
    const labels = Object.entries(this.controls)
      .filter(([, control]) => control.localName !== "select" || control.options.length > 1)
      .map(([name, control]) => html("label", { class: name === "sort" ? "gov-table__filter gov-explorer__sort" : "gov-table__filter" }, html("span", {}, names[name]), control));
    const save = () => {
      this.table.save(this.rows);
      announce(`${this.rows.length} items saved as items.csv`);
    };
    const button = html("button", { type: "button", class: "gov-button", onclick: save }, "Download CSV");
    return html("div", { class: "gov-table__bar", role: "search", "aria-label": "Items" }, ...labels, this.count, button);
  }

  /** Show what the address says. */
  read() {
    this.state = readState();
    for (const [name, control] of Object.entries(this.controls)) {
      if (control.value !== this.state[name]) control.value = this.state[name];
    }
    this.show();
  }

  /** Change what is shown; `push` makes it a step that the back button takes back. */
  go(change, how = "replace") {
    this.state = { ...this.state, ...change };
    history[how === "push" ? "pushState" : "replaceState"](history.state, "", addressOf(this.state));
    this.show();
    announce(this.count.textContent);
  }

  show() {
    this.rows = this.items.sorted(this.items.filtered(this.state), this.state);
    this.count.textContent = this.rows.length === this.items.count ? `${this.rows.length} items` : `${this.rows.length} of ${this.items.count} items`;
    this.table.show(this.rows, this.state);
    clearTimeout(this.drawing);
    // In a large project the table is there at once, and the drawing when nothing else is asked for.
    if (this.items.count > LARGE) this.drawing = setTimeout(() => this.graph.show(this.rows, this.state), 0);
    else this.graph.show(this.rows, this.state);
  }

  // What table and graph are made of

  address(change) {
    return addressOf({ ...this.state, ...change }).href;
  }

  follow(event, change) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // A theme that loads pages in place listens further up.
    event.stopPropagation();
    this.go(change, "push");
    this.graph.title.scrollIntoView({ block: "start" });
  }

  link(change, title, attributes = {}) {
    return html("a", { href: this.address(change), onclick: (event) => this.follow(event, change), ...attributes }, title);
  }

  chip(at) {
    const href = this.items.page(at);
    const label = [this.items.id(at), this.items.title(at)].filter(Boolean).join(" ");
    return href ? html("a", { class: "gov-chip", href, "aria-label": label }, this.items.id(at)) : html("span", { class: "gov-chip" }, this.items.id(at));
  }

  badge(at) {
    return this.badges[this.items.data.status[at]]?.firstElementChild.cloneNode(true) ?? "";
  }

  /** The class that gives an item's box the colour of its status. */
  group(at) {
    return [...(this.badges[this.items.data.status[at]]?.firstElementChild.classList ?? [])].at(-1) ?? "gov-none";
  }
}
