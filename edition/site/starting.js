// What is shown until the dashboard stands: how far it has come, or why it cannot.

const STAGES = {
  "service worker": [2, "Starting"],
  files: [4, "Fetching the program"],
  python: [45, "Starting Python"],
  program: [50, "Loading the dashboard"],
  packages: [72, "Loading the parts that count"],
  database: [80, "Starting the database"],
  server: [88, "Starting the dashboard"],
  ready: [100, "Ready"],
};
const MB = 1024 * 1024;
let reached = 0;
let fetched = 0;

/** Why this browser cannot show the dashboard; "" where it can. */
export function whatIsMissing() {
  if (!window.isSecureContext) {
    return "Open this page by its https address: over plain http the browser allows nothing it needs.";
  }
  const needed = [
    typeof WebAssembly === "object",
    "serviceWorker" in navigator,
    typeof DecompressionStream === "function",
    typeof Array.prototype.at === "function",
  ];
  if (needed.every(Boolean)) return noteOnMemory();
  return (
    "This browser cannot run the dashboard. Use a current Edge, Chrome, Firefox or Safari, and not " +
    "a private window."
  );
}

function noteOnMemory() {
  if (navigator.deviceMemory && navigator.deviceMemory < 4) {
    document.getElementById("note").textContent =
      "This device has little memory. If the page stops, close other tabs or use another computer.";
  }
  return "";
}

/** Show a stage, or bytes that have come; never back. */
export function stageOf({ stage, bytes }) {
  const line = document.getElementById("stage");
  const bar = document.getElementById("progress");
  if (!line || !bar) return;
  if (bytes) {
    fetched += bytes;
    line.textContent = `Fetching the program: ${(fetched / MB).toFixed(1)} MB`;
    bar.value = Math.max(bar.value, Math.min(40, 4 + fetched / MB / 1.5));
    return;
  }
  const [share, words] = STAGES[stage];
  if (share < reached) return;
  reached = share;
  line.textContent = words;
  bar.value = Math.max(bar.value, share);
}

/** Say calmly that it did not work. */
export function trouble(words, error) {
  window.cwswTrouble = error ? String(error.stack || error) : words;
  const line = document.getElementById("stage");
  if (!line) return;
  line.textContent = `${words} Reload the page; if that does not help, use another browser.`;
  if (!error) line.textContent = words;
  line.className = "trouble";
  document.getElementById("progress")?.remove();
}
