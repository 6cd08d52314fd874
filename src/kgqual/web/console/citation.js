// The address of a query, and the citation of its answer.

/** The service did not store the query; the message says why. */
export class NotStored extends Error {}

/** The fields of a question: its text, and the day and the older snapshot, if it names them. */
export function question(query, day, snapshot) {
  const fields = new URLSearchParams({ query });
  if (day) fields.set("as-of", day);
  if (snapshot) fields.set("snapshot", snapshot);
  return fields;
}

/** The address that asks the same question again. */
export function address(asked) {
  return `${location.origin}/sparql?${asked}`;
}

/**
 * Stores the question as it was asked of `snapshot`; returns `{ url, bibtex, text }`.
 *
 * Throws NotStored, or a TypeError when the service cannot be reached.
 */
export async function cite(asked, snapshot) {
  const fields = new URLSearchParams(asked);
  fields.set("snapshot", snapshot);
  const response = await fetch("/queries", {
    method: "POST",
    body: fields,
    headers: { Accept: "application/json" },
  });
  const said = await response.json();
  if (!response.ok) throw new NotStored(said.detail);
  return said.cite;
}
