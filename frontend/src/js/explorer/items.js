/* The items of `items.json` and what can be asked of them. An item is its place in the file. */

// "TASK-9" before "TASK-10", whatever the reader's language is.
const byText = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

export class Items {
  constructor(data, root) {
    this.data = data;
    this.root = root;
    this.count = data.ids.length;
    this.all = [...data.ids.keys()];
    this.byId = new Map(data.ids.map((id, at) => [id, at]));
    this.up = this.all.map(() => []);
    this.down = this.all.map(() => []);
    for (const [relation, pairs] of Object.entries(data.edges)) {
      let source = 0;
      for (let at = 0; at < pairs.length; at += 2) {
        source += pairs[at];
        this.up[source].push([pairs[at + 1], relation]);
        this.down[pairs[at + 1]].push([source, relation]);
      }
    }
    this.words = this.all.map((at) =>
      [data.ids[at], data.titles[at], this.kind(at), this.status(at), this.owner(at)].join(" ").toLocaleLowerCase(),
    );
    this.ranks = {};
  }

  id(at) { return this.data.ids[at]; }
  title(at) { return this.data.titles[at]; }
  kind(at) { return this.data.kinds[this.data.kind[at]]; }
  status(at) { return this.data.statuses[this.data.status[at]] ?? ""; }
  owner(at) { return this.data.owners[this.data.owner[at]] ?? ""; }
  ticked(at) { return this.data.ticked[at]; }
  criteria(at) { return this.data.criteria[at]; }
  findings(at) { return this.data.findings[at]; }

  /** The address of an item's page; nothing where it has none. */
  page(at) {
    if (this.data.unpublished.includes(at)) return "";
    return this.root + this.data.page.replace("*", encodeURIComponent(this.id(at)));
  }

  filtered({ text, kind, status, owner }) {
    const asked = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return this.all.filter(
      (at) =>
        (!kind || this.kind(at) === kind) &&
        (!status || this.status(at) === status) &&
        (!owner || this.owner(at) === owner) &&
        asked.every((word) => this.words[at].includes(word)),
    );
  }

  sorted(rows, { sort, order }) {
    const value = {
      title: (at) => this.title(at),
      kind: (at) => this.data.kind[at],
      status: (at) => this.status(at),
      owner: (at) => this.owner(at),
      criteria: (at) => this.ticked(at),
      up: (at) => this.up[at].length,
      down: (at) => this.down[at].length,
      findings: (at) => this.findings(at),
    }[sort];
    const rank = value ? (this.ranks[sort] ??= ranked(this.all, value)) : undefined;
    const sign = order === "desc" ? -1 : 1;
    return [...rows].sort((a, b) => sign * (rank ? rank[a] - rank[b] || a - b : a - b));
  }

  /** Items around one, nearest first: each with its distance, upstream negative, downstream positive. */
  around(start, depth) {
    const found = new Map([[start, 0]]);
    let edge = [[start, -1], [start, 1]];
    for (let step = 1; step <= depth && edge.length; step += 1) {
      const next = [];
      for (const [at, direction] of edge) {
        for (const [other] of direction < 0 ? this.up[at] : this.down[at]) {
          if (found.has(other)) continue;
          found.set(other, direction * step);
          next.push([other, direction]);
        }
      }
      edge = next;
    }
    return found;
  }
}

/** For each item its place in an order: comparing places is a hundred times faster than comparing texts. */
function ranked(all, value) {
  const values = all.map(value);
  const compare = typeof values[0] === "number" ? (a, b) => a - b : byText.compare;
  const order = [...all].sort((a, b) => compare(values[a], values[b]));
  const ranks = new Array(all.length);
  let rank = 0;
  order.forEach((at, place) => {
    if (place && compare(values[order[place - 1]], values[at])) rank = place;
    ranks[at] = rank;
  });
  return ranks;
}
