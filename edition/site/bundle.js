// The program's files in one file: four bytes, a list of names and sizes (JSON), then their bytes.

/** Lay the files before Python, which reads them where they are: nothing is copied. */
export function unbundle(bytes, files) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = view.getUint32(0, true);
  const listed = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let at = 4 + length;
  let folder = "";
  for (const [name, size] of listed) {
    const path = `/${name}`;
    const above = path.slice(0, path.lastIndexOf("/"));
    if (above !== folder) files.mkdirTree((folder = above));
    files.writeFile(path, bytes.subarray(at, at + size), { canOwn: true });
    at += size;
  }
}
