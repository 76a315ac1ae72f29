// The worker in which the dashboard runs: Python, Streamlit's server, and the database beside them.

import { loadPyodide } from "./parts/python/pyodide.mjs";
import { filesOf, layDown } from "./bundle.js";
import { openDatabase } from "./database.js";
import { drawSvg } from "./charts.js";
import { stubOf, useStubs } from "./libraries.js";

const HERE = new URL("./", self.location.href).href;
const TAB = self.location.hash.slice(1);
const PYARROW = "/lib/python3.12/site-packages/pyarrow";
const ARROW = "libarrow_python.so";
const started = performance.now();
const marks = {};

function stage(name) {
  marks[name] = Math.round(performance.now() - started);
  postMessage({ kind: "stage", stage: name });
}

async function bytesOf(path) {
  const answer = await fetch(`${HERE}${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.arrayBuffer();
}

async function boot() {
  stage("files");
  // All at once: what comes from the network or is compiled leaves the worker free for Python.
  const program = bytesOf("parts/program.bundle");
  const libraries = compiledLibraries();
  const arrow = compiledArrow();
  const database = openDatabase(HERE);
  const python = await loadPyodide({ indexURL: `${HERE}parts/python/`, stdout: say, stderr: say });
  stage("python");
  layDown(filesOf(await program), python.FS);
  layDown(await libraries, python.FS);
  stage("program");
  await loadArrow(python, await arrow);
  stage("packages");
  // What Python reaches by `import js`: the database, the drawing of charts, the edition's own files,
  // and the papers' worker.
  self.cwsw = { database: await database, drawSvg, fileOf, askPapers };
  stage("database");
  python.runPython("import sys; sys.path.insert(0, '/app')");
  const start = python.pyimport("edition_start");
  stage("server");
  const server = await start.serve();
  stage("ready");
  return { python, server };
}

/** A stub for each library of the packages, compiled by the browser's other threads. */
async function compiledLibraries() {
  const files = [...filesOf(await bytesOf("parts/libraries.bundle"))];
  const compiled = files.map(async ([path, bytes]) => [path, stubOf(await WebAssembly.compile(bytes))]);
  return Promise.all(compiled);
}

/** pyarrow's large library. Compiled as it comes, so that the browser may store what it compiled. */
async function compiledArrow() {
  return stubOf(await WebAssembly.compileStreaming(fetch(`${HERE}parts/python/${ARROW}`)));
}

/** pyarrow's other libraries look for it by its name: it has to be there before they are. */
async function loadArrow(python, stub) {
  python.FS.writeFile(`${PYARROW}/${ARROW}`, stub);
  await python._api.loadDynlib(`${PYARROW}/${ARROW}`, false, [PYARROW]);
}

function say(line) {
  postMessage({ kind: "stage", stage: "files", line });
  console.info(line);
}

/** The other worker's answer. */
function askPapers(what, block) {
  return answerTo("POST", `_papers/${TAB}/${what}`, block);
}

/** A file of the edition that is too large to be held before somebody needs it. */
function fileOf(path) {
  return answerTo("GET", path, null);
}

/** Waited for: Python here cannot go on without it. */
function answerTo(method, path, block) {
  const request = new XMLHttpRequest();
  request.open(method, `${HERE}${path}`, false);
  request.responseType = "arraybuffer";
  request.send(block);
  if (request.status !== 200) throw new Error(`${path.split("/")[0]}: ${request.status}`);
  return new Uint8Array(request.response);
}

useStubs();
const booted = boot();
booted.then(
  () => postMessage({ kind: "ready", marks }),
  (error) => postMessage({ kind: "failed", why: String(error.stack || error).slice(-4000) }),
);

self.onmessage = async ({ data }) => {
  const { python, server } = await booted;
  const { kind, id } = data;
  if (kind === "request") {
    const { method, path, query, headers, body } = data;
    const given = body ? new Uint8Array(body) : null;
    const [status, named, made] = await server.http(method, path, query, python.toPy(headers), given);
    postMessage({ kind: "answer", id, status, headers: named, body: made });
  } else if (kind === "open") {
    const tell = (what, value) => {
      const plain = value?.toJs ? value.toJs() : value;
      if (what === "accepted") postMessage({ kind: what, id, protocol: plain });
      else if (what === "closed") postMessage({ kind: what, id, code: plain });
      else postMessage({ kind: what, id, data: plain });
    };
    server.open(id, data.path, data.query, python.toPy(data.protocols), tell);
  } else if (kind === "send") {
    server.send(id, new Uint8Array(data.bytes));
    await server.settled();
    postMessage({ kind: "settled" });
  }
  if (kind === "close") server.close(id);
  else if (kind === "memory") {
    const heap = python._module.HEAPU8.length;
    postMessage({ kind: "memory", id, python: heap, database: self.cwsw.database.memory() });
  }
};
