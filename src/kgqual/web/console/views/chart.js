// A chart of one column of numbers, drawn with Chart.js.
import { compact } from "../iris.js";
import { element, icon, number, page, say } from "../page.js";

const SHOWN = 100;
const XSD = page.prefixes.xsd;
const NUMBERS = new Set(
  ["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger", "positiveInteger"].map(
    (name) => XSD + name,
  ),
);
const COLOURS = ["#0a5a66", "#c77700", "#24679c", "#8a4f8f", "#5b7f1f", "#b3261e", "#3d8f86", "#7a6a55"];
const KINDS = ["bar", "line", "pie"];
const CHART = "M4 20h16v1.5H2.5V3H4zm2-2V10h3v8zm5 0V5h3v13zm5 0v-6h3v6z";

const isNumber = (term) => NUMBERS.has(term.datatype);
const text = (term) => (term ? (term.type === "uri" ? compact(term.value) : term.value) : "");

/** The variables whose every value is a number, and the others, names in a language first. */
function columns(answer) {
  const values = (name) => answer.getBindings().map((row) => row[name]).filter(Boolean);
  const numeric = answer.getVariables().filter((name) => {
    const found = values(name);
    return found.length > 0 && found.every(isNumber);
  });
  const others = answer.getVariables().filter((name) => !numeric.includes(name));
  const named = (name) => values(name).some((term) => term["xml:lang"]);
  return { numeric, others: [...others.filter(named), ...others.filter((name) => !named(name))] };
}

export class Chart {
  priority = 4;
  label = say("sparql.view.chart");
  #yasr;
  #drawn = null;
  #library = null;

  constructor(yasr) {
    this.#yasr = yasr;
  }

  canHandleResults() {
    const answer = this.#yasr.results;
    return Boolean(answer?.getBindings()?.length) && columns(answer).numeric.length > 0;
  }

  getIcon() {
    return icon(CHART);
  }

  async initialize() {
    this.#library ??= (await import("./chart-library.js")).Chart;
  }

  draw() {
    const { numeric, others } = columns(this.#yasr.results);
    const kind = this.#choice("kind", KINDS, (name) => say(`sparql.chart.${name}`));
    const labels = this.#choice("labels", [...others, ...numeric], (name) => `?${name}`);
    const values = this.#choice("values", numeric, (name) => `?${name}`);
    const canvas = element("canvas", { role: "img" });
    const note = element("p", { class: "quiet" });
    const redraw = () => this.#redraw(canvas, note, kind.value, labels.value, values.value);
    const controls = element("div", { class: "chart-controls" });
    for (const [select, name] of [[kind, "kind"], [labels, "labels"], [values, "values"]]) {
      controls.append(element("label", {}, say(`sparql.chart.${name}`), select));
      select.addEventListener("change", redraw);
    }
    this.#yasr.resultsEl.append(controls, element("div", { class: "chart" }, canvas), note);
    redraw();
  }

  #choice(name, options, called) {
    const select = element("select", { name });
    select.append(...options.map((option) => new Option(called(option), option)));
    return select;
  }

  #redraw(canvas, note, kind, labelled, valued) {
    this.destroy();
    const rows = this.#yasr.results.getBindings();
    const shown = rows.filter((row) => row[valued]).slice(0, SHOWN);
    note.textContent =
      rows.length > SHOWN ? say("sparql.chart.cut", { shown: number(SHOWN), count: number(rows.length) }) : "";
    canvas.setAttribute("aria-label", `${this.label}: ?${valued} / ?${labelled}`);
    const across = kind === "bar";
    canvas.parentElement.style.height = across ? `${Math.max(12, shown.length * 1.7 + 4)}rem` : "26rem";
    this.#drawn = new this.#library(canvas, {
      type: kind,
      data: {
        labels: shown.map((row) => text(row[labelled])),
        datasets: [
          {
            label: `?${valued}`,
            data: shown.map((row) => Number(row[valued].value)),
            backgroundColor: kind === "pie" ? shown.map((_, at) => COLOURS[at % COLOURS.length]) : COLOURS[0],
            borderColor: kind === "pie" ? "#fff" : COLOURS[0],
          },
        ],
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        indexAxis: across ? "y" : "x",
        plugins: { legend: { display: kind === "pie", position: "right" } },
        scales: kind === "pie" ? {} : { [across ? "x" : "y"]: { beginAtZero: true } },
      },
    });
  }

  download(name) {
    if (!this.#drawn) return undefined;
    return {
      getData: () => this.#drawn.toBase64Image(),
      contentType: "image/png",
      filename: `${name}.png`,
      title: say("sparql.picture"),
    };
  }

  destroy() {
    this.#drawn?.destroy();
    this.#drawn = null;
  }
}
