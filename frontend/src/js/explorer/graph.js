/* The graph of the explorer: around one item, or all that the filters leave; beside it the same as a list. */

import { draw } from "./drawing.js";
import { html } from "./element.js";

const FIRST = 200;
const DEPTH = 2;
const DEEPEST = 5;
const UP = { references: "refers to", "depends-on": "depends on", supersedes: "supersedes", "superseded-by": "superseded by" };
const DOWN = { references: "refers to it", "depends-on": "depends on it", supersedes: "supersedes it", "superseded-by": "superseded by it" };

export class ItemGraph {
  constructor(explorer) {
    this.explorer = explorer;
    this.title = html("h2", { id: "graph" });
    this.bar = html("div", { class: "gov-table__bar" });
    this.drawing = html("div", { class: "gov-explorer__drawing", role: "region", "aria-labelledby": "graph", tabindex: 0 });
    this.lists = html("div", { class: "gov-neighbourhood__lists" });
    this.panes = html("div", { class: "gov-explorer__panes gov-neighbourhood" }, this.drawing, this.lists);
    this.element = html("div", { class: "gov-explorer__graph" }, this.title, this.bar, this.panes);
  }

  show(rows, state) {
    const { items } = this.explorer;
    const here = items.byId.get(state.item);
    if (here === undefined) this.showRows(rows, state);
    else this.showAround(here, state);
  }

  /** All that the filters leave, a column for each kind. */
  showRows(rows, state) {
    const { items } = this.explorer;
    this.title.textContent = "Graph";
    const shown = state.all ? rows : rows.slice(0, FIRST);
    const columns = items.data.kinds.map((kind) => shown.filter((at) => items.kind(at) === kind)).filter((column) => column.length);
    const unknown = state.item ? `There is no ${state.item} here. ` : "";
    const some = shown.length < rows.length ? `The first ${shown.length} of ${rows.length} items of the table` : "The items of the table";
    this.bar.replaceChildren(
      html("span", {}, `${unknown}${some}, a column for each kind. Choose one to see what is around it.`),
      ...this.more(rows.length, state),
    );
    this.drawing.replaceChildren(...(columns.length ? [draw(columns, items, (at) => this.look(at))] : []));
    this.lists.replaceChildren(html("p", {}, "The table above lists the same items."));
    this.panes.hidden = !columns.length;
  }

  showAround(here, state) {
    const { items } = this.explorer;
    const depth = Math.min(DEEPEST, Math.max(1, Number.parseInt(state.depth, 10) || DEPTH));
    const found = [...items.around(here, depth)];
    const shown = state.all ? found : found.slice(0, FIRST);
    this.title.textContent = `Around ${items.id(here)}`;
    const steps = [...new Set(shown.map(([, step]) => step))].sort((a, b) => a - b);
    const columns = steps.map((step) => shown.filter(([, at]) => at === step).map(([at]) => at).sort((a, b) => a - b));
    const some = shown.length < found.length ? `The nearest ${shown.length} of ${found.length} items.` : "";
    this.bar.replaceChildren(
      this.depth(depth),
      html("span", {}, some),
      ...this.more(found.length, state),
      this.explorer.link({ item: "", depth: "", all: "" }, "Back to all"),
    );
    this.panes.hidden = false;
    this.drawing.replaceChildren(draw(columns, items, (at) => this.look(at, here), here));
    this.bring(this.drawing.querySelector(".gov-node--here"));
    this.lists.replaceChildren(
      html("p", {}, this.explorer.chip(here), ` ${items.title(here)} `, this.explorer.badge(here)),
      ...steps.filter((step) => step).sort(nearestFirst).flatMap((step) => this.list(step, columns[steps.indexOf(step)], here)),
    );
  }

  /** Scroll the drawing, and nothing around it, until a box is in its middle. */
  bring(box) {
    const seen = this.drawing.getBoundingClientRect();
    const { x, y, width, height } = box.getBoundingClientRect();
    this.drawing.scrollBy(x + width / 2 - seen.x - seen.width / 2, y + height / 2 - seen.y - seen.height / 2);
  }

  depth(depth) {
    const options = Array.from({ length: DEEPEST }, (_, at) =>
      html("option", { value: at + 1, selected: at + 1 === depth }, at ? `${at + 1} steps` : "1 step"),
    );
    const change = (event) => this.explorer.go({ depth: event.target.value === String(DEPTH) ? "" : event.target.value }, "push");
    return html("label", { class: "gov-table__filter" }, html("span", {}, "Up to"), html("select", { onchange: change }, ...options));
  }

  more(count, state) {
    if (count <= FIRST) return [];
    const title = state.all ? `Draw the first ${FIRST}` : `Draw all ${count}`;
    const onclick = () => this.explorer.go({ all: state.all ? "" : "1" }, "push");
    return [html("button", { type: "button", class: "gov-button", onclick }, title)];
  }

  /** How a box looks and where it leads: the one in the middle to its page, others to the middle. */
  look(at, here) {
    const { items } = this.explorer;
    const words = [items.id(at), items.title(at), items.status(at)].filter(Boolean).join(", ");
    const page = at === here && items.page(at);
    const to = { item: items.id(at), all: "" };
    return {
      href: page || this.explorer.address(to),
      words,
      group: this.explorer.group(at),
      onclick: page ? undefined : (event) => this.explorer.follow(event, to),
    };
  }

  list(step, column, here) {
    const { items } = this.explorer;
    const away = Math.abs(step);
    const side = step < 0 ? "What it stands on" : "What stands on it";
    const ties = new Map((step < 0 ? items.up[here] : items.down[here]).map(([at, relation]) => [at, (step < 0 ? UP : DOWN)[relation]]));
    return [
      html("p", { class: "gov-muted" }, away === 1 ? side : `${side}, ${away} steps away`),
      html(
        "ul",
        { class: "gov-plain" },
        ...column.map((at) =>
          html(
            "li",
            {},
            away === 1 && ties.get(at) ? html("span", { class: "gov-muted" }, ties.get(at)) : "",
            this.explorer.chip(at),
            html("span", {}, items.title(at)),
            this.explorer.badge(at),
            this.explorer.link({ item: items.id(at), all: "" }, "Show", { "aria-label": `Show ${items.id(at)} in the graph` }),
          ),
        ),
      ),
    ];
  }
}

function nearestFirst(a, b) {
  return Math.abs(a) - Math.abs(b) || a - b;
}
