// The page's end of the two workers: requests that the service worker hands over, and sockets.

const PAPERS_IDLE = 30_000; // milliseconds; the worker of papers takes some 400 MB while it lives

/** The dashboard's own worker, and the one that reads workbooks and makes papers. */
export class Program {
  #here;
  #papers = null;
  #papersEnd = 0;
  #idle;
  #waiting = new Map();
  #sockets = new Map();
  #last = 0;
  #asked = 0;
  #worker;

  constructor(here, onStage) {
    this.#here = here;
    // Several tabs share one service worker: each asks for itself under a name of its own.
    this.tab = crypto.randomUUID();
    this.#worker = new Worker(`${here}program.js#${this.tab}`, { type: "module", name: "program" });
    this.firstIdle = new Promise((resolve) => (this.#idle = resolve));
    this.ready = new Promise((resolve, reject) => {
      this.#worker.addEventListener("error", (event) => reject(new Error(event.message)));
      this.#worker.addEventListener("message", ({ data }) => {
        if (data.kind === "stage") onStage(data);
        else if (data.kind === "ready") resolve(data.marks);
        else if (data.kind === "settled") this.#working(-1);
        else if (data.kind === "failed") reject(new Error(data.why));
        else this.#take(data);
      });
    });
    navigator.serviceWorker.addEventListener("message", (event) => {
      if (event.data.kind === "bytes") onStage(event.data);
      else if (event.data.kind === "request") this.#answer(event.data, event.ports[0]);
    });
  }

  /** What stands in the place of the browser's WebSocket. */
  socketClass() {
    const program = this;
    return class extends Socket {
      constructor(url, protocols = []) {
        super(url);
        program.#open(this, new URL(url), [].concat(protocols));
      }
      _tell(message) {
        if (message.kind === "send") program.#working(1);
        program.#worker.postMessage(message);
      }
    };
  }

  #open(socket, url, protocols) {
    socket.id = ++this.#last;
    this.#sockets.set(socket.id, socket);
    const path = this.#pathOf(url.pathname);
    const query = url.search.slice(1);
    this.#worker.postMessage({ kind: "open", id: socket.id, path, query, protocols });
  }

  /** Show that the program works on something: until it has, it tells nothing of itself. */
  #working(more) {
    this.#asked += more;
    document.documentElement.dataset.working = this.#asked > 0 ? "true" : "false";
    if (!this.#asked) this.#idle();
  }

  #pathOf(pathname) {
    return `/${pathname.slice(new URL(this.#here).pathname.length)}`;
  }

  #take(data) {
    if (data.kind === "answer") {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    } else if (data.kind === "closed") {
      this.#sockets.get(data.id)?._closed(data.code);
      this.#sockets.delete(data.id);
    } else {
      this.#sockets.get(data.id)?._take(data);
    }
  }

  /** One request that the service worker caught, answered by whichever worker it is for. */
  async #answer(request, port) {
    const { tab, path } = request;
    if (tab && tab !== this.tab) return;
    await (tab ? null : this.ready);
    const worker = tab ? this.#papersWorker() : this.#worker;
    const id = ++this.#last;
    const answered = new Promise((resolve) => this.#waiting.set(id, resolve));
    worker.postMessage({ ...request, kind: "request", id, path });
    const { status, headers, body } = await answered;
    port.postMessage({ status, headers, body });
    if (tab) this.#papersEnd = setTimeout(() => this.#endPapers(), PAPERS_IDLE);
  }

  /** Started when the first file is read: it takes memory that a look at a sample does not need. */
  #papersWorker() {
    clearTimeout(this.#papersEnd);
    if (!this.#papers) {
      this.#papers = new Worker(`${this.#here}papers.js`, { type: "module", name: "papers" });
      this.#papers.addEventListener("message", ({ data }) => this.#take(data));
    }
    return this.#papers;
  }

  /** WebAssembly never gives memory back; only the end of its worker does. The next file starts another. */
  #endPapers() {
    this.#papers.terminate();
    this.#papers = null;
  }
}

/** As much of a WebSocket as Streamlit's pages use. */
class Socket extends EventTarget {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSING = 2;
  static CLOSED = 3;

  constructor(url) {
    super();
    this.url = String(url);
    this.readyState = 0;
    this.protocol = "";
    this.binaryType = "blob";
    this.bufferedAmount = 0;
  }

  async send(data) {
    const bytes = data instanceof Blob ? await data.arrayBuffer() : copyOf(data);
    this._tell({ kind: "send", id: this.id, bytes });
  }

  close() {
    this._tell({ kind: "close", id: this.id });
    this._closed(1000);
  }

  _take({ kind, protocol, data }) {
    if (kind === "accepted") {
      this.readyState = 1;
      this.protocol = protocol || "";
      this.#fire(new Event("open"));
    } else {
      this.#fire(new MessageEvent("message", { data: typeof data === "string" ? data : copyOf(data) }));
    }
  }

  _closed(code) {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.#fire(new CloseEvent("close", { code: code || 1000 }));
  }

  #fire(event) {
    this[`on${event.type}`]?.(event);
    this.dispatchEvent(event);
  }
}

// A view may be part of a larger buffer, which must not be handed on with it.
function copyOf(data) {
  if (data instanceof ArrayBuffer) return data;
  return data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
}
