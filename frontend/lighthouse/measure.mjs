// Measure pages with Lighthouse and print one line of JSON for each: node measure.mjs FORM ADDRESS...
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";
import desktop from "lighthouse/core/config/desktop-config.js";

const [form, ...addresses] = process.argv.slice(2);
const chrome = await chromeLauncher.launch({
  chromePath: process.env.CHROME_PATH,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
const options = {
  port: chrome.port,
  output: "json",
  logLevel: "error",
  onlyCategories: ["performance", "accessibility", "best-practices"],
};
try {
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, options, form === "desktop" ? desktop : undefined);
    const scores = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]);
    const lacking = Object.values(lhr.audits)
      .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== "informative")
      .map(({ id, displayValue }) => (displayValue ? `${id} (${displayValue})` : id));
    console.log(JSON.stringify({ address, scores: Object.fromEntries(scores), lacking }));
  }
} finally {
  await chrome.kill();
}
