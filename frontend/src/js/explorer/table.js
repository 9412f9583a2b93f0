/* The table of the explorer: a page of rows at a time, so that ten thousand items are as quick as ten. */

import { download, toCsv } from "../csv.js";
import { html } from "./element.js";

const ROWS = 100;
export const COLUMNS = [
  ["item", "Item"],
  ["title", "Title"],
  ["kind", "Kind"],
  ["status", "Status"],
  ["owner", "Owner"],
  ["criteria", "Criteria", true],
  ["up", "Refers to", true],
  ["down", "Referred to by", true],
  ["findings", "Findings", true],
];

// Where rows are cards, each cell is told by these words, and the roles keep it a table for those who hear it.
const CELL = Object.fromEntries(COLUMNS.map(([key, title]) => [key, { role: "cell", "data-label": title }]));

/** `explorer` gives items, badges and `go(change)`; the table draws what it is shown. */
export class ItemTable {
  constructor(explorer) {
    this.explorer = explorer;
    this.heads = COLUMNS.map(([key, title, numeric]) => this.head(key, title, numeric));
    this.body = html("tbody", { role: "rowgroup" });
    this.pages = html("nav", { class: "gov-explorer__pages", "aria-label": "Pages of the table" });
    this.element = html(
      "div",
      { class: "gov-table gov-table--stacked" },
      html(
        "div",
        { class: "gov-table__scroll", tabindex: 0, role: "region", "aria-label": "Items, a table" },
        html(
          "table",
          { class: "gov-table__table", role: "table" },
          html(
            "thead",
            { role: "rowgroup" },
            html("tr", { role: "row" }, this.heads[0], html("th", { scope: "col", role: "columnheader" }, "Graph"), ...this.heads.slice(1)),
          ),
          this.body,
        ),
      ),
      this.pages,
    );
  }

  head(key, title, numeric) {
    const sort = () => {
      const { sort: by, order } = this.explorer.state;
      const again = (by || "item") === key && order !== "desc";
      this.explorer.go({ sort: key === "item" ? "" : key, order: again ? "desc" : "", page: "" });
    };
    const button = html("button", { type: "button", class: "gov-table__sort", onclick: sort }, title);
    return html("th", { scope: "col", role: "columnheader", class: numeric ? "gov-number" : undefined }, button);
  }

  show(rows, state) {
    for (const [column, [key]] of COLUMNS.entries()) {
      if ((state.sort || "item") !== key) this.heads[column].removeAttribute("aria-sort");
      else this.heads[column].setAttribute("aria-sort", state.order === "desc" ? "descending" : "ascending");
    }
    const last = Math.max(1, Math.ceil(rows.length / ROWS));
    const page = Math.min(last, Math.max(1, Number.parseInt(state.page, 10) || 1));
    const first = (page - 1) * ROWS;
    this.body.replaceChildren(...rows.slice(first, first + ROWS).map((at) => this.row(at)));
    if (!rows.length) this.body.append(this.nothing());
    this.body.parentElement.parentElement.scrollTop = 0;
    this.turn(page, last, first, rows.length);
  }

  nothing() {
    const clear = { text: "", kind: "", status: "", owner: "", page: "" };
    const button = html(
      "button",
      { type: "button", class: "gov-button", onclick: () => this.explorer.go(clear) },
      "Show all",
    );
    return html("tr", { role: "row" }, html("td", { role: "cell", class: "gov-explorer__none", colspan: COLUMNS.length + 1 }, "No item is like that. ", button));
  }

  row(at) {
    const { items } = this.explorer;
    const number = (key, value, shown = value) =>
      html("td", { ...CELL[key], class: value ? "gov-number" : "gov-number gov-explorer__nothing" }, String(shown));
    const criteria = items.criteria(at) ? `${items.ticked(at)} of ${items.criteria(at)}` : "–";
    return html(
      "tr",
      { role: "row" },
      html("th", { scope: "row", role: "rowheader" }, this.explorer.chip(at)),
      html("td", { role: "cell", "data-label": "Graph" }, this.explorer.link({ item: items.id(at) }, "Show", { "aria-label": `Show ${items.id(at)} in the graph` })),
      html("td", { ...CELL.title, class: "gov-wide" }, items.title(at)),
      html("td", CELL.kind, items.kind(at)),
      html("td", CELL.status, this.explorer.badge(at)),
      html("td", CELL.owner, items.owner(at)),
      number("criteria", items.criteria(at), criteria),
      number("up", items.up[at].length),
      number("down", items.down[at].length),
      number("findings", items.findings(at)),
    );
  }

  turn(page, last, first, count) {
    const step = (title, to) =>
      html(
        "button",
        { type: "button", class: "gov-button", disabled: to < 1 || to > last, onclick: () => this.explorer.go({ page: to > 1 ? String(to) : "" }, "push") },
        title,
      );
    const shown = `${first + 1} to ${Math.min(count, first + ROWS)} of ${count}`;
    this.pages.replaceChildren(step("Previous", page - 1), html("span", {}, shown), step("Next", page + 1));
    this.pages.hidden = last === 1;
  }

  save(rows) {
    const { items } = this.explorer;
    const ids = (ties) => ties.map(([at]) => items.id(at)).join(" ");
    const lines = rows.map((at) => [
      items.id(at), items.title(at), items.kind(at), items.status(at), items.owner(at), String(items.ticked(at)),
      String(items.criteria(at)), ids(items.up[at]), ids(items.down[at]), String(items.findings(at)),
    ]);
    const heads = ["Item", "Title", "Kind", "Status", "Owner", "Criteria ticked", "Criteria", "Refers to", "Referred to by", "Findings"];
    download("items.csv", toCsv([heads, ...lines]));
  }
}
