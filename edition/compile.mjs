// Compiles the program's Python by the very Python that runs in the browser: its first start need not.
// node compile.mjs PYODIDE_FOLDER IN.zip OUT.zip

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

async function compile(folder, given, made) {
  const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
  const python = await loadPyodide({ indexURL: `${folder}/` });
  python.FS.writeFile("/given.zip", readFileSync(given));
  python.runPython(readFileSync(new URL("compiling.py", import.meta.url), "utf8"));
  writeFileSync(made, python.FS.readFile("/made.zip"));
}

compile(...process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
