/* What a governance page does beyond being read. Every page is whole without it. */

import { nameControls } from "./names.js";
import { startCharts } from "./charts.js";
import { startFolds } from "./folds.js";
import { startExplorers } from "./start_explorer.js";
import { startPermalinks } from "./permalinks.js";
import { letDrawnLinksTakeAddresses } from "./svg_links.js";
import { startTables } from "./tables.js";

// Known only while this script is first run; the charting library and the explorer lie beside it.
const home = document.currentScript.src;

letDrawnLinksTakeAddresses();

function start() {
  nameControls(document);
  startTables(document);
  startFolds(document);
  startPermalinks(document);
  startCharts(document, new URL("plotly-basic.min.js", home));
  startExplorers(document, new URL("explorer.js", home).href);
}

// Material announces each page it swaps in; elsewhere a page is loaded once.
if (window.document$) {
  window.document$.subscribe(start);
} else if (document.readyState === "loading") {
  document.addEventListener("DOMContentLoaded", start);
} else {
  start();
}
