// A graph of the triples that CONSTRUCT or DESCRIBE answered, drawn with Cytoscape.
import { address, compact } from "../iris.js";
import { element, icon, number, page, say } from "../page.js";

const SHOWN = 400;
const NAMING = new Set(
  ["skos:prefLabel", "rdfs:label", "dcterms:title", "schema:name"].map((curie) => {
    const [prefix, name] = curie.split(":");
    return page.prefixes[prefix] + name;
  }),
);
const GRAPH = "M5 3a3 3 0 0 1 1 5.8v6.4a3 3 0 1 1-2 0V8.8A3 3 0 0 1 5 3zm13 6a3 3 0 1 1-2.5 4.700l-7 3.300-.9-1.800 7.400-3.500A3 3 0 0 1 18 9z";
const STYLE = [
  {
    selector: "node",
    style: {
      label: "data(label)",
      "font-family": getComputedStyle(document.body).fontFamily,
      "font-size": 21,
      "text-wrap": "wrap",
      "text-max-width": 200,
      "text-valign": "bottom",
      "text-margin-y": 3,
      width: 26,
      height: 26,
      color: "#16242c",
      "background-color": "#0a5a66",
    },
  },
  { selector: "node[kind = 'value']", style: { shape: "round-rectangle", "background-color": "#f3b83f" } },
  {
    selector: "edge",
    style: {
      label: "data(label)",
      "font-family": getComputedStyle(document.body).fontFamily,
      "font-size": 16,
      color: "#55666f",
      "text-rotation": "autorotate",
      "min-zoomed-font-size": 6,
      "text-background-color": "#fff",
      "text-background-opacity": 0.85,
      width: 1.3,
      "line-color": "#9fb0b6",
      "target-arrow-color": "#9fb0b6",
      "target-arrow-shape": "triangle",
      "curve-style": "bezier",
    },
  },
];

/** The names that the triples themselves give to things: in the page's language if they can. */
function names(statements) {
  const found = new Map();
  for (const { subject, predicate, object } of statements) {
    if (!NAMING.has(predicate.value) || object.termType !== "Literal") continue;
    if (!found.has(subject.value) || object.language === page.language) {
      found.set(subject.value, object.value);
    }
  }
  return found;
}

/** An IRI or CURIE that may be broken into lines at its separators. */
function breakable(iri) {
  return iri.replace(/[/:#]+/g, "$&\u200b");
}

function elements(statements) {
  const called = names(statements);
  const nodes = new Map();
  const node = (term, id) => {
    const iri = term.termType === "NamedNode";
    const label = called.get(term.value) ?? (iri ? breakable(compact(term.value)) : term.value);
    const kind = term.termType === "Literal" ? "value" : "thing";
    nodes.set(id, { data: { id, label: label.slice(0, 120), kind, iri: iri ? term.value : "" } });
    return id;
  };
  const edges = statements
    .filter(({ predicate, object }) => !(NAMING.has(predicate.value) && object.termType === "Literal"))
    .map(({ subject, predicate, object }, at) => {
      const literal = object.termType === "Literal";
      return {
        data: {
          source: node(subject, `${subject.termType} ${subject.value}`),
          target: node(object, literal ? `value ${at}` : `${object.termType} ${object.value}`),
          label: called.get(predicate.value) ?? compact(predicate.value),
        },
      };
    });
  return [...nodes.values(), ...edges];
}

export class Graph {
  priority = 5;
  label = say("sparql.view.graph");
  #yasr;
  #library = null;
  #drawn = null;

  constructor(yasr) {
    this.#yasr = yasr;
  }

  canHandleResults() {
    return Boolean(this.#yasr.results?.getStatements()?.length);
  }

  getIcon() {
    return icon(GRAPH);
  }

  async initialize() {
    this.#library ??= (await import("cytoscape")).default;
  }

  draw() {
    const statements = this.#yasr.results.getStatements();
    const shown = statements.slice(0, SHOWN);
    const container = element("div", { class: "graph", role: "img", "aria-label": this.label });
    const cut = say("sparql.graph.cut", { shown: number(SHOWN), count: number(statements.length) });
    const hint = statements.length > SHOWN ? `${say("sparql.graph.hint")} ${cut}` : say("sparql.graph.hint");
    this.#yasr.resultsEl.append(container, element("p", { class: "quiet" }, hint));
    this.#drawn = this.#library({
      container,
      elements: elements(shown),
      style: STYLE,
      layout: {
        name: "cose",
        animate: false,
        nodeDimensionsIncludeLabels: true,
        nodeRepulsion: () => 600_000,
        idealEdgeLength: () => 70,
        gravity: 1.5,
        padding: 20,
      },
      maxZoom: 3,
      minZoom: 0.1,
    });
    this.#drawn.on("tap", "node", ({ target }) => {
      const to = target.data("iri") && address(target.data("iri"));
      if (to) location.assign(to);
    });
  }

  download(name) {
    if (!this.#drawn) return undefined;
    return {
      getData: () => this.#drawn.png({ full: true, scale: 2, bg: "#fff" }),
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
