// What the editor completes: prefixes of the one list, classes and properties of the graph.
import { compact } from "./iris.js";
import { element, number, page } from "./page.js";

const SHOWN = 60;
let asked = null;

/** The classes and properties that the snapshot uses, asked for once. */
function vocabulary() {
  asked ??= fetch(page.terms).then((response) => {
    if (!response.ok) throw new Error(`${page.terms}: ${response.status}`);
    return response.json();
  });
  return asked;
}

/** The terms that `typed` may mean, the likeliest first: by IRI or CURIE, then by label. */
function matching(terms, typed, iri) {
  const wanted = typed.toLowerCase();
  const rank = ({ iri: full, label }) => {
    const curie = compact(full).toLowerCase();
    if (full.startsWith(iri) || curie.startsWith(wanted)) return 0;
    if (curie.split(":").pop().startsWith(wanted)) return 1;
    if (label.toLowerCase().includes(wanted) || curie.includes(wanted)) return 2;
    return 3;
  };
  return terms
    .map((term) => [rank(term), term])
    .filter(([of]) => of < 3)
    .sort(([a], [b]) => a - b)
    .slice(0, SHOWN)
    .map(([, term]) => term);
}

function completer(Yasqe, name, kind) {
  let offered = new Map();
  return {
    ...Yasqe.Autocompleters[name],
    autoShow: true,
    get: async (_, token) => {
      const typed = token.string.replace(/^<|>$/g, "");
      const terms = matching((await vocabulary())[kind], typed, token.autocompletionString);
      const found = terms.filter((term) => written(term.iri) !== token.string);
      offered = new Map(found.map((term) => [written(term.iri), term]));
      return found.map((term) => term.iri);
    },
    postProcessSuggestion: (_, __, iri) => written(iri),
    postprocessHints: (_, hints) => hints.map((hint) => ({ ...hint, render: draw(offered) })),
  };
}

/** How a query writes an IRI: as a CURIE where that needs no escapes, else in brackets. */
function written(iri) {
  const curie = compact(iri);
  return curie !== iri && /^[\w-]+:[A-Za-z_][\w-]*$/.test(curie) ? curie : `<${iri}>`;
}

function draw(offered) {
  return (line, _, hint) => {
    const { label, count } = offered.get(hint.text);
    line.append(
      element("b", {}, hint.text),
      element("span", {}, label),
      element("small", {}, number(count)),
    );
  };
}

/** Makes the editor complete from here and nowhere else. */
export function installCompletion(Yasqe, storage) {
  const prefixes = Object.entries(page.prefixes).map(([name, iri]) => `${name}: <${iri}>`);
  const own = [
    { ...Yasqe.Autocompleters.prefixes, get: prefixes.sort(), persistenceId: `${storage}-prefixes` },
    completer(Yasqe, "class", "classes"),
    completer(Yasqe, "property", "properties"),
  ];
  for (const each of own) Yasqe.registerAutocompleter(each);
}
