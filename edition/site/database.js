// DuckDB in this worker. Python's thin module `duckdb` asks it in SQL and is given Arrow bytes.

import * as duckdb from "./parts/duckdb/duckdb-browser-blocking.mjs";

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
  return {
    connect: () => database.connect().useUnsafe((_, id) => id),
    disconnect: (connection) => database.disconnect(connection),
    query: (connection, sql) => database.runQuery(connection, sql),
    insert: (connection, bytes, name) =>
      database.insertArrowFromIPCStream(connection, bytes, { name, create: true }),
    memory: () => database.mod?.HEAPU8?.length ?? 0,
  };
}
