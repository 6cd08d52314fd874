// Asks a SPARQL endpoint with Comunica: `node ask.mjs ENDPOINT < QUERIES`, a query in a line of JSON.
import { createInterface } from "node:readline";
import { QueryEngine } from "@comunica/query-sparql";

const sources = [{ type: "sparql", value: process.argv[2] }];
const engine = new QueryEngine();

async function answer(query) {
  const result = await engine.query(query, { sources });
  if (result.resultType === "boolean") return await result.execute();
  const found = await (await result.execute()).toArray();
  if (result.resultType === "quads") return found.map((quad) => quad.object.value);
  return found.map((row) => Object.fromEntries([...row].map(([name, term]) => [name.value, term.value])));
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(line))));
}
