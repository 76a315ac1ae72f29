// Stands between the tab and the network. It gives the edition's own files, from its store after the
// first visit; hands what Streamlit asks of its server to the tab, where that server runs; and lets
// nothing else out.

importScripts("build.js"); // BUILD: version, policy, and each file's sha256 and packed size

const STORE = `cwsw-${BUILD.version}`;
const SCOPE = new URL(self.registration.scope);
const OF_THE_SERVER = /^(_stcore|media|component)\//;
const OF_THE_PAPERS = /^_papers\/([0-9a-f-]{36})\/([a-z]+)$/;
const TYPES = {
  css: "text/css", html: "text/html; charset=utf-8", js: "text/javascript", json: "application/json",
  mjs: "text/javascript", png: "image/png", so: "application/wasm", svg: "image/svg+xml", wasm: "application/wasm",
  woff2: "font/woff2",
};
const SAFE = {
  "content-security-policy": BUILD.policy,
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

self.addEventListener("install", (event) => {
  // A newer version waits until no tab uses the older one: their files do not fit together.
  if (!self.registration.active) self.skipWaiting();
  event.waitUntil(storeFirst());
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("message", (event) => {
  if (event.data.kind === "claim") event.waitUntil(self.clients.claim());
  if (event.data.kind === "store") event.waitUntil(storeAll(event.source));
});

self.addEventListener("fetch", (event) => event.respondWith(answer(event)));

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith("cwsw-") && name !== STORE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(event) {
  const url = new URL(event.request.url);
  if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return refused(403);
  const path = url.pathname.slice(SCOPE.pathname.length);
  const papers = OF_THE_PAPERS.exec(path);
  if (papers) return fromTheTab(event, `/${papers[2]}`, "", papers[1]);
  if (OF_THE_SERVER.test(path)) return fromTheTab(event, `/${path}`, url.search.slice(1), "");
  if (event.request.mode === "navigate") return file(event, "index.html");
  return path in BUILD.files ? file(event, path) : refused(404);
}

function refused(status) {
  return new Response(null, { status, headers: SAFE });
}

// Files of the edition

/** What a tab asks of the host before this worker stands: next time it is here. */
async function storeFirst() {
  const first = Object.keys(BUILD.files).filter((path) => !path.includes("/") || path.endsWith(".css"));
  const store = await caches.open(STORE);
  await Promise.all(first.map(async (path) => store.put(path, answerWith(path, await fetched(path)))));
}

/** What no page has asked for yet. One after another: a file is in memory while its checksum is made. */
async function storeAll(tab) {
  const store = await caches.open(STORE);
  try {
    for (const path of Object.keys(BUILD.files)) {
      if (!(await store.match(path))) await store.put(path, answerWith(path, await fetched(path)));
    }
    tab.postMessage({ kind: "stored" });
  } catch {
    // The network has gone or the disk is full: the next visit goes on from here.
  }
}

function answerWith(path, bytes) {
  const type = TYPES[path.split(".").pop()] || "application/octet-stream";
  return new Response(bytes, { headers: { ...SAFE, "content-type": type } });
}

async function file(event, path) {
  const store = await caches.open(STORE);
  const stored = await store.match(path);
  if (stored) return stored;
  const bytes = await fetched(path);
  // Stored while the tab goes on. On a full disk it is fetched again next time.
  event.waitUntil(store.put(path, answerWith(path, bytes)).catch(() => {}));
  return answerWith(path, bytes);
}

/** A file as it was built: unpacked, and refused where one byte differs. */
async function fetched(path) {
  const { sha256, packed } = BUILD.files[path];
  // "no-cache": ask the host whether its file is newer; a stale one would fail the checksum.
  const answer = await fetch(new URL(packed ? `${path}.gz` : path, SCOPE), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  let stream = answer.body.pipeThrough(counted());
  // Some hosts unpack .gz files by themselves, by a header of theirs.
  if (packed && !answer.headers.get("content-encoding")) {
    stream = stream.pipeThrough(new DecompressionStream("gzip"));
  }
  const bytes = await new Response(stream).arrayBuffer();
  const made = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(made, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== sha256) throw new Error(`${path} is not the file that was built: reload the page`);
  return bytes;
}

/** Tells the tabs how many bytes have come. */
function counted() {
  let since = 0;
  const tell = async () => {
    const bytes = since;
    since = 0;
    const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    for (const tab of tabs) tab.postMessage({ kind: "bytes", bytes });
  };
  return new TransformStream({
    transform(chunk, controller) {
      since += chunk.byteLength;
      // Some five times a megabyte: a message for each chunk would take more time than the file.
      if (since > 200_000) tell();
      controller.enqueue(chunk);
    },
    flush: () => (since ? tell() : undefined),
  });
}

// Requests to the server in the tab

async function fromTheTab(event, path, query, tab) {
  const { request } = event;
  const windows = await self.clients.matchAll({ type: "window" });
  const own = windows.filter((window) => window.id === event.clientId);
  const hasBody = !["GET", "HEAD"].includes(request.method);
  const body = hasBody ? await request.arrayBuffer() : null;
  const asked = { kind: "request", method: request.method, path, query, tab, body };
  asked.headers = [...request.headers];
  // A worker of a tab asks by the tab's name: every tab hears it, and the one so named answers.
  const hearing = tab ? windows : own.length ? own : windows.slice(0, 1);
  if (!hearing.length) return refused(503);
  const { status, headers, body: made } = await firstAnswer(hearing, asked);
  const given = { ...Object.fromEntries(headers.filter(([name]) => isGiven(name))), ...SAFE };
  return new Response([204, 304].includes(status) ? null : made, { status, headers: given });
}

function firstAnswer(windows, asked) {
  return Promise.race(
    windows.map(
      (window) =>
        new Promise((resolve) => {
          const channel = new MessageChannel();
          channel.port1.onmessage = ({ data }) => resolve(data);
          window.postMessage(asked, [channel.port2]);
        }),
    ),
  );
}

function isGiven(name) {
  return !["content-length", "content-encoding", "set-cookie", "transfer-encoding"].includes(name);
}
