"use strict";
/* The survey's citation graph: a band a year, the latest at the top. All texts reach the page as text nodes. */

const { about, roles, shortlist, nodes, edges } = JSON.parse(document.getElementById("data").textContent);
const ALL_NAMED = 500;      // so many papers still have a name each; of more, only those with a role
const LISTED = 200;         // so many papers stand in a list at the side
const LEFT = 76, ROW = 26, GAP = 14, TOP = 16, DOT = 18;
const COLUMN = nodes.length <= 60 ? 310 : 205;      // of a name and its mark, at least
const SHAPES = {
  simple: "M0-6L6 0L0 6L-6 0Z", classic: "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0Z", frontier: "M0-6L6 5H-6Z",
  seed: "M-5-5H5V5H-5Z", "not a baseline": "M-4-4L4 4M4-4L-4 4", "": "M-3 0A3 3 0 1 1 3 0A3 3 0 1 1-3 0Z",
};
const get = (id) => document.getElementById(id);
const graph = get("graph"), panel = get("panel"), search = get("search"), lines = get("lines");

function make(name, attributes = {}, ...inside) {
  const svg = ["svg", "g", "path", "text", "line", "rect", "title"].includes(name);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

const kind = (role) => (role || "other").replaceAll(" ", "-");
const measure = document.createElement("canvas").getContext("2d");
measure.font = `12px ${getComputedStyle(document.body).fontFamily}`;

function fitting(text, wide) {
  const signs = Array.from(text).slice(0, 120);
  if (measure.measureText(signs.join("")).width <= wide && signs.join("") === text) return text;
  while (signs.length && measure.measureText(signs.join("") + "…").width > wide) signs.pop();
  return signs.join("").trimEnd() + "…";
}

/* Values of each node that follow from the others. */
nodes.forEach((node, place) => {
  node.named = node.role !== "" || nodes.length <= ALL_NAMED;
  node.words = [node.title, node.authors, node.venue, node.year ?? "", node.role].join(" ").toLowerCase();
  node.cites = [];
  node.citedBy = [];
  node.place = place;
});
for (const [citing, cited, compares] of edges) {
  nodes[citing].cites.push({ place: cited, compares });
  nodes[cited].citedBy.push({ place: citing, compares });
}
const bands = [];
for (const node of nodes) {          // they come sorted by year
  if (bands.at(-1)?.year !== node.year) bands.push({ year: node.year, nodes: [] });
  bands.at(-1).nodes.push(node);
}

/* Drawing: the elements are made once and moved when the window changes. */
const back = make("path", { class: "edges" });
const cites = make("path", { class: "cites" }), cited = make("path", { class: "cited" });
graph.append(back);
for (const band of bands) {
  band.rule = make("line", { class: "rule", x1: 0 });
  band.text = make("text", { class: "year", x: 12 }, String(band.year ?? "no year"));
  graph.append(band.rule, band.text);
}
graph.append(cites, cited);
for (const node of nodes) {
  node.hit = make("rect", { class: "hit", x: -9, y: -11, width: DOT, height: 22, rx: 5 });
  node.text = make("text", { x: 11, y: 4 });
  node.element = make("g", { class: `node ${kind(node.role)}`, tabindex: -1, role: "button" },
    make("title", {}, [node.title, node.short, node.role].filter(Boolean).join(" · ")),
    node.hit, make("path", { class: "mark", d: SHAPES[node.role] }),
    ...(node.named ? [node.text] : []));
  node.element.addEventListener("click", () => select(node.place));
  node.element.addEventListener("focus", () => select(node.place));
  graph.append(node.element);
}

let room = 0;                        // that the names fill now

function name(column) {
  if (column === room) return;
  room = column;
  for (const node of nodes.filter((one) => one.named)) {
    node.text.textContent = fitting(node.title || node.short, column - 32);
    node.hit.setAttribute("width", 24 + measure.measureText(node.text.textContent).width);
  }
}

function layout() {
  const width = Math.max(get("scroll").clientWidth - 18, 320);
  const columns = Math.max(1, Math.floor((width - LEFT) / COLUMN));
  const column = (width - LEFT) / columns;
  name(column);
  let y = TOP;
  for (const band of bands) {
    let x = LEFT;
    for (const end of ["y1", "y2"]) band.rule.setAttribute(end, y - ROW / 2 - GAP / 2 + 6);
    band.rule.setAttribute("x2", width);
    y += 6;
    band.text.setAttribute("y", y + 4);
    for (const node of band.nodes) {
      const wide = node.named ? column : DOT;
      if (x + wide > width + 1) { x = LEFT; y += ROW; }
      Object.assign(node, { x: x + 9, y });
      node.element.setAttribute("transform", `translate(${node.x} ${node.y})`);
      x += wide;
    }
    y += ROW + GAP;
  }
  graph.setAttribute("width", width);
  graph.setAttribute("height", y);
  drawEdges();
}

/* A curve from one paper to the other; it bows where it would run along a row or a column. */
function curve(from, to) {
  const a = nodes[from], b = nodes[to];
  const high = a.y === b.y ? 22 : (b.y - a.y) / 2;
  const low = a.y === b.y ? b.y + high : b.y - high;
  const aside = Math.abs(a.x - b.x) < 30 && a.y !== b.y ? Math.min(46, 12 + Math.abs(b.y - a.y) / 12) : 0;
  const [ax, bx] = [a.x, b.x].map(Math.round);
  return `M${ax} ${a.y}C${ax - aside} ${a.y + high} ${bx - aside} ${low} ${bx} ${b.y}`;
}

function drawEdges() {
  const wanted = edges.filter(([, , compares]) => lines.value === "all" || (lines.value === "compares" && compares));
  back.setAttribute("d", wanted.map(([from, to]) => curve(from, to)).join(""));
  const node = nodes[selected];
  cites.setAttribute("d", node ? node.cites.map(({ place }) => curve(selected, place)).join("") : "");
  cited.setAttribute("d", node ? node.citedBy.map(({ place }) => curve(place, selected)).join("") : "");
  back.classList.toggle("quiet", Boolean(node) || found !== null);
}

/* What is selected and what is found. */
let selected = -1;
let found = null;                    // places, or null: nothing is searched for

function select(place) {
  if (place === selected) return;
  nodes[selected]?.element.setAttribute("tabindex", -1);
  selected = place;
  paint();
  drawEdges();
  tell();
}

function paint() {
  const node = nodes[selected];
  const near = new Set(node ? [...node.cites, ...node.citedBy].map((end) => end.place) : []);
  nodes.forEach((other, place) => {
    const classes = other.element.classList;
    classes.toggle("on", place === selected);
    classes.toggle("near", near.has(place));
    classes.toggle("off", node ? place !== selected && !near.has(place) : found !== null && !found.has(place));
  });
  (node ?? nodes[0])?.element.setAttribute("tabindex", 0);
}

function go(place) {
  const { element } = nodes[place];
  element.focus({ preventScroll: true });
  select(place);
  element.scrollIntoView({ block: "nearest" });
}

function listed(heading, ends) {
  const items = ends.slice(0, LISTED).map(({ place, compares }) => {
    const node = nodes[place];
    const button = make("button", { type: "button", dir: "auto" }, node.title || node.short,
      make("span", { class: "soft" }, ` ${node.year ?? ""}${compares ? " · compared" : ""}`));
    button.addEventListener("click", () => go(place));
    return make("li", {}, button);
  });
  const count = ends.length > LISTED ? `${LISTED} of ${ends.length}` : ends.length;
  return ends.length ? [make("h3", {}, `${heading} (${count})`), make("ul", {}, ...items)] : [];
}

/* What is told at the side, and in short to a screen reader. */
function tell() {
  const node = nodes[selected];
  get("status").textContent = node ? `${node.title}, cites ${node.cites.length}, cited by ${node.citedBy.length}`
    : found ? `${found.size} of ${nodes.length} papers` : "";
  if (node) return panel.replaceChildren(...described(node));
  const some = found ? [...found].map((place) => ({ place })) : [];
  panel.replaceChildren(...(found
    ? [make("p", {}, `${found.size} of ${nodes.length} papers`), ...listed("Found", some)]
    : [make("p", {}, "Select a paper to see what it cites (whole lines) and what cites it (dashed lines)."),
      make("p", { class: "soft" }, "Keys: / search, arrows from paper to paper, Esc back."),
      ...shortlist.flatMap(([role, places]) =>
        listed(role[0].toUpperCase() + role.slice(1), places.map((place) => ({ place }))))]));
}

function described(node) {
  const where = [node.venue, node.year].filter(Boolean).join(" ");
  const link = /^https?:\/\//.test(node.link)
    ? [make("p", {}, make("a", { href: node.link, target: "_blank", rel: "noopener noreferrer" }, node.link))] : [];
  const line = (text, style = "") => (text ? [make("p", { class: style, dir: "auto" }, text)] : []);
  return [
    make("h2", { dir: "auto" }, node.title || node.short), ...line(node.authors, "soft"), ...line(where),
    ...(node.role ? [make("p", {}, make("span", { class: `badge ${kind(node.role)}` }, node.role))] : []),
    ...line(node.why), ...link, ...listed("Cites", node.cites), ...listed("Cited by", node.citedBy),
  ];
}

function seek() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (node) => words.every((word) => node.words.includes(word));
  found = words.length ? new Set(nodes.filter(fits).map((node) => node.place)) : null;
  select(-1);
  paint();
  drawEdges();
  tell();
}

/* The paper nearest in the direction of an arrow key. */
function beside(key) {
  const from = nodes[selected] ?? nodes[0];
  if (key === "ArrowLeft" || key === "ArrowRight") return from.place + (key === "ArrowLeft" ? -1 : 1);
  const sign = key === "ArrowUp" ? -1 : 1;
  const there = nodes.filter((node) => (node.y - from.y) * sign > 0);
  const away = (node) => Math.abs(node.y - from.y) * 1000 + Math.abs(node.x - from.x);
  return there.reduce((best, node) => (best && away(best) <= away(node) ? best : node), null)?.place;
}

graph.addEventListener("keydown", (event) => {
  const place = { Home: 0, End: nodes.length - 1 }[event.key] ?? (event.key.startsWith("Arrow") ? beside(event.key) : -1);
  if (nodes[place]) { event.preventDefault(); go(place); }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== search) { event.preventDefault(); search.focus(); }
  if (event.key === "Escape") { if (selected < 0) search.value = ""; seek(); }
});
search.addEventListener("input", seek);
search.addEventListener("keydown", (event) => { if (event.key === "Enter" && found?.size) go([...found][0]); });
lines.addEventListener("change", drawEdges);
get("theme").addEventListener("click", () => {
  const root = document.documentElement;
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
});

/* The start. */
document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
get("about").textContent = about;
for (const role of roles) {
  const shape = make("svg", { viewBox: "-8 -8 16 16", class: kind(role), "aria-hidden": "true" },
    make("path", { class: "mark", d: SHAPES[role] }));
  get("legend").append(make("li", {}, shape, role || "other"));
}
const compared = edges.filter(([, , compares]) => compares).length;
lines.value = edges.length <= 200 ? "all" : compared <= 250 ? "compares" : "none";
layout();
paint();
tell();
addEventListener("resize", layout);
