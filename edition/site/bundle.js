// Many files in one: four bytes, a list of names and sizes (JSON), then their bytes.

/** The files of a bundle, each with its path; nothing is copied. */
export function* filesOf(buffer) {
  const bytes = new Uint8Array(buffer);
  const length = new DataView(buffer).getUint32(0, true);
  const listed = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let at = 4 + length;
  for (const [name, size] of listed) {
    yield [`/${name}`, bytes.subarray(at, at + size)];
    at += size;
  }
}

/** Lay files before Python, which reads them where they are. */
export function layDown(entries, files) {
  let folder = "";
  for (const [path, bytes] of entries) {
    const above = path.slice(0, path.lastIndexOf("/"));
    if (above !== folder) files.mkdirTree((folder = above));
    files.writeFile(path, bytes, { canOwn: true });
  }
}
