/* Draw each chart when it comes into view, in the page's colours, and again when the palette changes. */

const charts = new Set();
let library;

export function startCharts(root, libraryUrl) {
  for (const chart of charts) if (!chart.isConnected) charts.delete(chart);
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        draw(target, libraryUrl);
      }
    },
    // Whoever reads the numbers above and goes on to an item loads no library.
    { rootMargin: "0px" },
  );
  for (const chart of root.querySelectorAll("[data-gov-chart]")) {
    if (chart.dataset.govStarted) continue;
    chart.dataset.govStarted = "true";
    seen.observe(chart);
  }
}

async function draw(chart, libraryUrl) {
  try {
    const plotly = await load(libraryUrl);
    const place = document.createElement("div");
    place.className = "gov-chart__drawing";
    chart.replaceChildren(place);
    await plotly.newPlot(place, ...styled(chart));
    charts.add(chart);
    chart.dataset.govChart = "drawn";
  } catch (problem) {
    const note = document.createElement("p");
    note.className = "gov-chart__failed";
    note.textContent = "This chart could not be drawn. Its numbers are in the table.";
    chart.replaceChildren(note);
    chart.dataset.govChart = "failed";
    console.warn("chart not drawn:", problem);
  }
}

/** Load the library once, as a plain script from this site, however many charts ask. */
function load(url) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error(`cannot load ${url}`));
    document.head.append(script);
  });
  return library;
}

/** The figure as it was written at build time, with every `var(--gov-...)` replaced by the colour it has here. */
function styled(chart) {
  const computed = getComputedStyle(chart);
  const token = (name) => computed.getPropertyValue(name).trim();
  const source = document.getElementById(chart.getAttribute("data-gov-figure"));
  const figure = JSON.parse(source.textContent, (_, value) =>
    typeof value === "string" && /^var\(--[a-z_-]+\)$/.test(value) ? token(value.slice(4, -1)) : value,
  );
  const axis = {
    gridcolor: token("--_gov-chart-grid"),
    zerolinecolor: token("--gov-line-strong"),
    linecolor: token("--gov-line-strong"),
    fixedrange: true,
  };
  const layout = {
    ...figure.layout,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: computed.fontFamily, size: 14, color: token("--_gov-chart-ink") },
    hoverlabel: {
      bgcolor: token("--gov-surface"),
      bordercolor: token("--gov-line-strong"),
      font: { family: computed.fontFamily, color: token("--_gov-chart-ink") },
    },
    xaxis: { ...axis, tickfont: { color: token("--_gov-chart-ink-muted") }, ...figure.layout.xaxis },
    yaxis: { ...axis, ...figure.layout.yaxis },
  };
  return [figure.data, layout, { displayModeBar: false, responsive: true, scrollZoom: false }];
}

function restyle() {
  for (const chart of charts) {
    if (chart.isConnected) window.Plotly.react(chart.firstElementChild, ...styled(chart));
  }
}

const palette = { attributes: true, attributeFilter: ["data-md-color-scheme"] };
const watcher = new MutationObserver(restyle);
watcher.observe(document.documentElement, palette);
if (document.body) watcher.observe(document.body, palette);
else document.addEventListener("DOMContentLoaded", () => watcher.observe(document.body, palette));
