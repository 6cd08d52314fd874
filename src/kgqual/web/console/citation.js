// The address of a query, and the line to cite its answer by.
import { page } from "./page.js";

/** The address that asks the same query again. */
export function permalink(query, day) {
  const fields = new URLSearchParams({ query });
  if (day) fields.set("as-of", day);
  return `${location.origin}/sparql?${fields}`;
}

function escaped(text) {
  const special = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  return text.replace(/[\\~^]|[{}%&#_$]/g, (sign) => special[sign] ?? `\\${sign}`);
}

/** What the query says it asks, in its opening comment; empty when it says nothing. */
function title(query) {
  const first = /^\s*#\s*(?:en:)?\s*(\S.*)/.exec(query);
  return first ? first[1].trim() : "";
}

/** A BibTeX entry for an answer: what was asked, of which version and snapshot, when, where. */
export function bibtex(query, day, snapshot, now = new Date()) {
  const today = now.toISOString().slice(0, 10);
  const asked = title(query);
  const fields = {
    title: `{${escaped(asked ? `${asked}. Answer of kgqual` : "Answer of kgqual to a SPARQL query")}}`,
    howpublished: escaped("kgqual, the open knowledge graph of qualifications, occupations and skills"),
    version: page.version,
    note: escaped(`Snapshot ${snapshot}${day ? `, as of ${day}` : ""}; asked on ${today}`),
    year: today.slice(0, 4),
    url: permalink(query, day),
    urldate: today,
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},`);
  return [`@misc{kgqual-${snapshot.slice(0, 8)}-${today},`, ...lines, "}"].join("\n");
}
