// Compiled libraries of Python's packages, made ready before Python asks for them.
//
// Python's runtime (Emscripten) reads a library as a file, on its first import, and compiles it then:
// Python waits, and the library's bytes are held in the file and by the compiled module. Here the
// browser's other threads compile them all while Python starts. The file that the runtime reads is a
// stub: it names what the library needs, and the module that was compiled takes its place.

const MARK = new TextEncoder().encode("cwsw.compiled");
const NEEDS = "dylink.0";
const HEAD = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]; // how every WebAssembly file begins
const modules = [];

/** From now on the runtime is given the compiled module where it would compile a stub. */
export function useStubs() {
  const { Module, instantiate } = WebAssembly;
  WebAssembly.Module = new Proxy(Module, {
    construct: (_, [bytes]) => moduleOf(bytes) ?? new Module(bytes),
  });
  WebAssembly.instantiate = async (source, imports) => {
    const module = moduleOf(source);
    if (!module) return instantiate(source, imports);
    return { module, instance: await instantiate(module, imports) };
  };
}

/** The file to lay down for a compiled library. */
export function stubOf(module) {
  modules.push(module);
  const [needs] = WebAssembly.Module.customSections(module, NEEDS);
  const number = new Uint8Array(Uint32Array.of(modules.length - 1).buffer);
  return joined(HEAD, section(NEEDS, new Uint8Array(needs)), section("stub", joined(MARK, number)));
}

/** The compiled library that a stub stands for; nothing where the bytes are a library themselves. */
function moduleOf(source) {
  if (!ArrayBuffer.isView(source) || source.byteLength < MARK.length + 4) return undefined;
  const end = new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice(-MARK.length - 4);
  if (!MARK.every((byte, place) => end[place] === byte)) return undefined;
  return modules[new DataView(end.buffer).getUint32(MARK.length, true)];
}

/** A section of a WebAssembly file that only its name tells apart. */
function section(name, bytes) {
  const named = new TextEncoder().encode(name);
  const inside = joined(leb(named.length), named, bytes);
  return joined([0], leb(inside.length), inside);
}

/** A number in the form that WebAssembly files have (LEB128). */
function leb(number) {
  const made = [];
  for (; number > 127; number >>>= 7) made.push((number & 127) | 128);
  return [...made, number];
}

function joined(...blocks) {
  const made = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    made.set(block, at);
    at += block.length;
  }
  return made;
}
