// DuckDB in this worker. Python's thin module `duckdb` asks it in SQL and is given Arrow bytes.

import * as duckdb from "./parts/duckdb/duckdb-browser-blocking.mjs";

/** As on a computer (`cwsw/store/workspace.py`): no file, no address, no extension, for good. */
const HARDENED = [
  "set temp_directory = ''",
  "set enable_external_access = false",
  "set autoinstall_known_extensions = false",
  "set autoload_known_extensions = false",
  "set allow_community_extensions = false",
  "set lock_configuration = true",
];

export async function openDatabase(here) {
  const wasm = `${here}parts/duckdb/duckdb-eh.wasm`;
  const bundle = { mainModule: wasm, mainWorker: null };
  const database = await duckdb.createDuckDB(
    { mvp: bundle, eh: bundle },
    new duckdb.VoidLogger(),
    duckdb.BROWSER_RUNTIME,
  );
  await database.instantiate(() => {});
  database.open({ path: ":memory:", query: {} });
  // The number of a connection alone: the class around it would turn answers into Arrow objects.
  const connect = () => database.connect().useUnsafe((_, id) => id);
  const first = connect();
  for (const statement of HARDENED) database.runQuery(first, statement);
  database.disconnect(first);
  return {
    connect,
    disconnect: (connection) => database.disconnect(connection),
    query: (connection, sql) => database.runQuery(connection, sql),
    insert: (connection, bytes, name) =>
      database.insertArrowFromIPCStream(connection, bytes, { name, create: true }),
    memory: () => database.mod?.HEAPU8?.length ?? 0,
  };
}
