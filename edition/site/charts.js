// A Vega-Lite chart as SVG for a paper, by the same libraries as vl-convert's on a computer.

import "./parts/vega/vega.min.js";
import "./parts/vega/vega-lite.min.js";

const { vega, vegaLite } = globalThis;

export function drawSvg(spec) {
  const compiled = vegaLite.compile(JSON.parse(spec)).spec;
  const view = new vega.View(vega.parse(compiled), { renderer: "none", loader: nothing() });
  view.run();
  const drawn = new vega.SVGStringRenderer();
  // Vega's own `toSVG` does the same, but only later; Python cannot wait for it.
  drawn.initialize(null, view._viewWidth, view._viewHeight, view._origin || [0, 0]);
  drawn.background(view.background());
  drawn.render(view.scenegraph().root);
  const svg = drawn.svg();
  view.finalize();
  return svg;
}

/** Charts hold their data: nothing is ever loaded. */
function nothing() {
  const loader = vega.loader();
  loader.load = () => Promise.reject(new Error("nothing is loaded"));
  return loader;
}
