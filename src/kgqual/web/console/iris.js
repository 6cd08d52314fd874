// IRIs for people to read, and where this service describes them.
import { page } from "./page.js";

const prefixes = Object.entries(page.prefixes).sort(([, a], [, b]) => b.length - a.length);

/** The CURIE of an IRI by the page's prefix list, or the IRI itself. */
export function compact(iri) {
  const found = prefixes.find(([, base]) => iri.startsWith(base));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}

/** The address of this service's page about an IRI; null for schemes that a browser would run. */
export function address(iri) {
  if (!/^(https?:\/\/|urn:)/.test(iri)) return null;
  const fields = new URLSearchParams({ uri: iri });
  const language = new URLSearchParams(location.search).get("lang");
  if (language) fields.set("lang", language);
  return `/resource?${fields}`;
}
