// Turtle as triples, and triples as rows of a table.
import Parser from "n3/src/N3Parser.js";

const VARIABLES = ["subject", "predicate", "object"];
const STRING = "http://www.w3.org/2001/XMLSchema#string";

/** The triples of a Turtle document as RDF/JS quads. */
export function triples(text) {
  return new Parser({ format: "text/turtle" }).parse(text);
}

/** The triples as SPARQL results with a row for each. */
export function asRows(statements) {
  const bindings = statements.map((statement) =>
    Object.fromEntries(VARIABLES.map((name) => [name, binding(statement[name])])),
  );
  return { head: { vars: VARIABLES }, results: { bindings } };
}

function binding(term) {
  if (term.termType === "NamedNode") return { type: "uri", value: term.value };
  if (term.termType === "BlankNode") return { type: "bnode", value: term.value };
  const found = { type: "literal", value: term.value };
  if (term.language) found["xml:lang"] = term.language;
  else if (term.datatype.value !== STRING) found.datatype = term.datatype.value;
  return found;
}
