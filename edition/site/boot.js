// Starts the dashboard in this tab: checks the browser, starts the service worker and the program's
// worker, shows how far it has come, and then lets Streamlit's own pages begin.

import { stageOf, trouble, whatIsMissing } from "./starting.js";
import { Program } from "./program_link.js";
import { takeDownloads } from "./downloads.js";

const FIRST_CLICKS = 15_000; // milliseconds
const HERE = new URL("./", document.baseURI).href;

/** The service worker answers for the server that is not there; without it nothing can work. */
async function serviceWorker() {
  const registration = await navigator.serviceWorker.register(`${HERE}sw.js`, { scope: HERE });
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) {
    // After a first visit, or a reload that went round it, it has to be asked to take the page over.
    const taken = new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    });
    registration.active.postMessage({ kind: "claim" });
    await taken;
  }
}

/** Let the browser read Streamlit's scripts while Python starts: they run only when it has. */
function preload(scripts) {
  for (const source of scripts) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = `${HERE}${source}`;
    document.head.append(link);
  }
}

/**
 * Have every other part stored, so that files are read and papers made when the network is gone. What
 * the visitor does first comes first; who has asked the browser to save data is not made to fetch it.
 */
async function storeTheRest(program) {
  await program.firstIdle;
  if (navigator.connection?.saveData) return;
  const taken = navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data.kind === "stored") window.cwswStored = true;
  });
  setTimeout(() => taken.postMessage({ kind: "store" }), FIRST_CLICKS);
}

/** Streamlit's own page, once there is somebody to answer it. */
function startPages(scripts) {
  document.getElementById("starting").remove();
  for (const source of scripts) {
    const script = document.createElement("script");
    script.type = "module";
    script.src = `${HERE}${source}`;
    document.head.append(script);
  }
}

async function start() {
  const missing = whatIsMissing();
  if (missing) return trouble(missing);
  stageOf({ stage: "service worker" });
  await serviceWorker();
  const program = new Program(HERE, stageOf);
  takeDownloads();
  const { scripts } = await (await fetch(`${HERE}pages.json`)).json();
  preload(scripts);
  const took = await program.ready;
  window.cwswStarted = { ...took, pages: Math.round(performance.now()) };
  window.WebSocket = program.socketClass();
  startPages(scripts);
  storeTheRest(program);
}

start().catch((error) => trouble("The dashboard could not be started.", error));
