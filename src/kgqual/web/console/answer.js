// One answer of the service, in the form that YASGUI's views read.
const ROWS = "application/sparql-results+json";
const TURTLE = "text/turtle";
export const ACCEPT = `${ROWS}, ${TURTLE}`;
export const LARGEST = 32 * 1024 * 1024;

/** The service refused the query or failed; the message says why. */
export class Refused extends Error {}

/** The answer has more than `LARGEST` bytes. */
export class TooLarge extends Error {}

/**
 * An answer: rows, a yes or no, or a graph.
 *
 * It stands in for YASGUI's own parser, which rewrites `{{…}}` inside literals: what is shown
 * here is what the service said.
 */
export class Answer {
  #statements;

  constructor(text, found, statements, { snapshot, seconds }) {
    this.text = text;
    this.found = found;
    this.#statements = statements;
    this.snapshot = snapshot;
    this.seconds = seconds;
  }

  getAsJson() {
    return this.found;
  }

  getVariables() {
    return this.found.head?.vars ?? [];
  }

  getBindings() {
    return this.found.results?.bindings ?? null;
  }

  getBoolean() {
    return this.found.boolean;
  }

  /** The triples of a graph as RDF/JS quads; null when the answer is not a graph. */
  getStatements() {
    return this.#statements;
  }

  getOriginalResponseAsString() {
    return this.#statements ? this.text : JSON.stringify(this.found, undefined, 2);
  }

  getType() {
    return this.#statements ? "ttl" : "json";
  }

  getContentType() {
    return this.#statements ? TURTLE : ROWS;
  }

  getError() {
    return undefined;
  }

  getResponseTime() {
    return this.seconds * 1000;
  }
}

/**
 * Sends the query in `fields` and returns the whole answer.
 *
 * Throws Refused, TooLarge, an AbortError, or a TypeError when the service cannot be reached or
 * the answer broke off.
 */
export async function ask(fields, signal) {
  const begun = performance.now();
  const response = await fetch("/sparql", {
    method: "POST",
    body: fields,
    headers: { Accept: ACCEPT },
    signal,
  });
  if (!response.ok) throw new Refused((await response.json()).detail);
  const text = await whole(response);
  const about = {
    snapshot: response.headers.get("X-Kgqual-Snapshot"),
    seconds: (performance.now() - begun) / 1000,
  };
  if (response.headers.get("content-type").startsWith(ROWS)) {
    return new Answer(text, JSON.parse(text), null, about);
  }
  const { asRows, triples } = await import("./turtle.js");
  const statements = triples(text);
  return new Answer(text, asRows(statements), statements, about);
}

async function whole(response) {
  const reader = response.body.getReader();
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks).text();
    size += value.length;
    if (size > LARGEST) {
      await reader.cancel();
      throw new TooLarge();
    }
    chunks.push(value);
  }
}
