// YASGUI's viewer of answers with the views of this folder: table, chart, graph, text.
import { Chart } from "./views/chart.js";
import { Graph } from "./views/graph.js";
import { tableView } from "./views/table.js";
import { textView } from "./views/text.js";
import { say } from "./page.js";

const VIEWS = ["table", "chart", "graph", "response"];

/** Makes the viewer inside `holder`; call its `show(answer)`. */
export function createResults(Yasr, holder, storage) {
  Yasr.registerPlugin("table", tableView(Yasr.plugins.table));
  Yasr.registerPlugin("response", textView(Yasr.plugins.response));
  Yasr.registerPlugin("chart", Chart);
  Yasr.registerPlugin("graph", Graph);
  for (const name of ["boolean", "error"]) delete Yasr.defaults.plugins[name];
  const yasr = new Yasr(holder, {
    persistenceId: `${storage}-results`,
    pluginOrder: VIEWS,
    plugins: { table: { enabled: true, dynamicConfig: { isEllipsed: false } } },
    getDownloadFileName: () => "kgqual",
  });
  // A view that cannot draw this answer gives way to one that can, which needs no words.
  yasr.fillFallbackBox = () => yasr.emptyFallbackElement();
  for (const unused of [yasr.dataElement, yasr.documentationLink]) unused.remove();
  yasr.downloadBtn.setAttribute("aria-label", say("sparql.picture"));
  const buttons = [...yasr.headerEl.querySelectorAll(".yasr_btnGroup button")];
  for (const button of buttons) button.removeAttribute("aria-label");
  yasr.on("drawn", () => queueMicrotask(() => describe(yasr, buttons)));
  return {
    show(answer) {
      yasr.results = answer;
      yasr.draw();
    },
  };
}

/** Says of each view whether it is the one shown and whether it can be. */
function describe(yasr, buttons) {
  for (const button of buttons) {
    const name = VIEWS.find((view) => button.classList.contains(`select_${view}`));
    button.disabled = !yasr.plugins[name].canHandleResults();
    button.setAttribute("aria-pressed", yasr.drawnPlugin === name);
  }
}
