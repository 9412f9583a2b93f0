/* Boxes in columns and the lines between them: where each goes, and the SVG of it. */

import { html, svg } from "./element.js";

const WIDE = { width: 184, height: 44, gap: 12, aisle: 56, most: 30 };
const SMALL = { width: 92, height: 22, gap: 4, aisle: 40, most: 60 };
const EDGE = 4;
const LETTERS = 22;
// Longer columns begin at the top, where reading begins.
const CENTRED = 12;
const CROWD = 60;
const SUB_AISLE = 16;

/** Columns of items as an SVG; `look` gives each its address, words and class, `here` the one in the middle. */
export function draw(columns, items, look, here) {
  const count = columns.reduce((sum, column) => sum + column.length, 0);
  const size = count > 200 ? SMALL : WIDE;
  const places = placed(columns, size);
  const height = Math.max(...[...places.values()].map((place) => place.y)) + size.height + EDGE;
  const width = Math.max(...[...places.values()].map((place) => place.x)) + size.width + EDGE;
  const boxes = [...places].map(([at, place]) => box(at, place, size, items, look, here));
  const order = [...places.keys()];
  const tied = ties(places, items);
  const near = svg("path", { class: "gov-edge gov-edge--near" });
  const drawing = svg(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Drawing; arrow keys lead from box to box" },
    svg("path", { class: count > CROWD ? "gov-edge gov-edge--many" : "gov-edge", d: lines(tied, places, size) }),
    near,
    ...boxes,
  );
  const show = (event) => {
    const at = order[boxes.indexOf(event.target.closest("g"))];
    if (at === undefined) return;
    near.setAttribute("d", lines(tied.filter((tie) => tie.includes(at)), places, size));
  };
  // An SVG element that listens for the focus would take it itself.
  const around = html("div", { onpointerover: show, onfocusin: show }, drawing);
  makeWalkable(around, boxes, [...places.values()], order.indexOf(here));
  return around;
}

function placed(columns, size) {
  const places = new Map();
  const tallest = Math.min(size.most, Math.max(...columns.map((column) => column.length)));
  let x = EDGE;
  for (const column of columns) {
    const rows = Math.min(column.length, size.most);
    const top = EDGE + (tallest > CENTRED ? 0 : ((tallest - rows) * (size.height + size.gap)) / 2);
    for (const [place, at] of column.entries()) {
      const row = place % size.most;
      places.set(at, { x: x + Math.floor(place / size.most) * (size.width + SUB_AISLE), y: top + row * (size.height + size.gap) });
    }
    x += Math.ceil(column.length / size.most) * (size.width + SUB_AISLE) - SUB_AISLE + size.aisle;
  }
  return places;
}

/** The references between boxes that are there, as pairs. */
function ties(places, items) {
  return [...places.keys()].flatMap((source) =>
    items.up[source].map(([target]) => [source, target]).filter(([, target]) => target !== source && places.has(target)),
  );
}

function lines(pairs, places, size) {
  return pairs.map(([source, target]) => line(places.get(source), places.get(target), size)).join("");
}

function line(one, other, size) {
  const [left, right] = one.x <= other.x ? [one, other] : [other, one];
  const [y1, y2] = [left.y + size.height / 2, right.y + size.height / 2];
  const x1 = left.x + size.width;
  // Two of one column are tied by an arc beside it.
  const aside = left.x === right.x;
  const x2 = aside ? x1 : right.x;
  const [bend1, bend2] = aside ? [x1 + 28, x1 + 28] : [(x1 + x2) / 2, (x1 + x2) / 2];
  return `M${x1} ${y1}C${bend1} ${y1} ${bend2} ${y2} ${x2} ${y2}`;
}

function box(at, { x, y }, size, items, look, here) {
  const { href, words, group, onclick } = look(at);
  const small = size === SMALL;
  const shapes = [
    svg("rect", { class: "gov-node__box", x, y, width: size.width, height: size.height, rx: 6 }),
    svg("rect", { class: "gov-node__mark", x, y: y + (small ? 3 : 8), width: 4, height: size.height - (small ? 6 : 16) }),
    svg("text", { class: "gov-node__id", x: x + (small ? 9 : 14), y: y + (small ? 15 : 18) }, clipped(items.id(at), small ? 11 : LETTERS)),
    ...(small ? [] : [svg("text", { class: "gov-node__title", x: x + 14, y: y + 35 }, clipped(items.title(at), LETTERS))]),
  ];
  const link = svg("a", { href, tabindex: -1, onclick }, ...shapes);
  return svg("g", { class: `gov-node ${group}${at === here ? " gov-node--here" : ""}` }, svg("title", {}, words), link);
}

function clipped(text, length) {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}

/** One box takes the tab key; arrow keys lead on, to the nearest box on that side. */
function makeWalkable(around, boxes, places, first) {
  const links = boxes.map((one) => one.querySelector("a"));
  let current = Math.max(0, first);
  const enter = (at) => {
    links[current].setAttribute("tabindex", -1);
    current = at;
    links[current].setAttribute("tabindex", 0);
  };
  enter(current);
  around.addEventListener("focusin", (event) => enter(Math.max(0, links.indexOf(event.target))));
  around.addEventListener("keydown", (event) => {
    const side = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!side || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nearest(places, current, side);
    if (next < 0) return;
    event.preventDefault();
    enter(next);
    links[next].focus();
  });
}

function nearest(places, from, [right, down]) {
  let best = -1;
  let least = Infinity;
  for (const [at, place] of places.entries()) {
    const dx = place.x - places[from].x;
    const dy = place.y - places[from].y;
    const along = dx * right + dy * down;
    const aside = Math.abs(dx * down) + Math.abs(dy * right);
    if (along <= 0 || (down && dx !== 0)) continue;
    const far = along + 2 * aside;
    if (far < least) [best, least] = [at, far];
  }
  return best;
}
