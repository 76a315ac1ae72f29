// The worker that opens workbooks (calamine) and typesets papers (typst): both come as wheels for a
// newer Python than the dashboard's packages do. It holds each from its first use on.

import { loadPyodide } from "./parts/papers/pyodide.mjs";

const HERE = new URL("./parts/papers/", self.location.href).href;
const WHEELS = { open: "calamine.whl", pdf: "typst.whl", pages: "typst.whl", shape: "typst.whl" };
const held = new Map();

async function bytesOf(path) {
  const answer = await fetch(`${HERE}${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.arrayBuffer();
}

async function start() {
  const python = await loadPyodide({ indexURL: HERE });
  python.unpackArchive(await bytesOf("papers.zip"), "zip", { extractDir: "/papers" });
  python.runPython("import sys; sys.path.insert(0, '/papers')");
  return python;
}

function once(name, make) {
  if (!held.has(name)) held.set(name, make());
  return held.get(name);
}

async function answer(path, body) {
  const what = path.slice(1);
  const python = await once("python", start);
  const wheel = WHEELS[what];
  await once(wheel, async () => python.unpackArchive(await bytesOf(wheel), "wheel"));
  const made = python.pyimport("document_worker").answer(what, new Uint8Array(body));
  const bytes = made.toJs();
  made.destroy();
  return bytes;
}

self.onmessage = async ({ data: { id, path, body } }) => {
  try {
    const bytes = await answer(path, body);
    postMessage({ kind: "answer", id, status: 200, headers: [], body: bytes });
  } catch (error) {
    console.error(error);
    held.clear(); // after a crash of the machine itself a new one is started
    postMessage({ kind: "answer", id, status: 500, headers: [], body: null });
  }
};
