// Runs the query of the form and shows its answer; without it the form downloads answers.
"use strict";

const SHOWN = 1000;
const TABLE = "application/sparql-results+json";
const ACCEPT = `${TABLE}, text/turtle`;

const form = document.getElementById("console");
const query = document.getElementById("query");
const example = document.getElementById("example");
const answer = document.getElementById("answer");
const summary = document.getElementById("summary");
const output = document.getElementById("output");
const words = answer.dataset;
const prefixes = Object.entries(JSON.parse(words.prefixes));
let running = null;

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function number(count) {
  return new Intl.NumberFormat(words.language).format(count);
}

function compact(iri) {
  let best = null;
  for (const [prefix, base] of prefixes) {
    if (iri.startsWith(base) && (!best || base.length > best[1].length)) best = [prefix, base];
  }
  return best ? `${best[0]}:${iri.slice(best[1].length)}` : iri;
}

function followed(iri) {
  const link = element("a", compact(iri), { title: iri });
  const language = new URLSearchParams(location.search).get("lang");
  const address = new URLSearchParams({ uri: iri });
  if (language) address.set("lang", language);
  link.href = `/resource?${address}`;
  return link;
}

function cell(term) {
  const made = element("td");
  if (!term) return made;
  if (term.type === "uri" && /^(https?:\/\/|urn:)/.test(term.value)) {
    made.append(followed(term.value));
  } else if (term.type === "literal" || term.type === "typed-literal") {
    const language = term["xml:lang"];
    made.append(element("span", term.value, language ? { lang: language } : {}));
    if (language && language !== words.language) made.append(" ", element("span", language, { class: "tag" }));
  } else {
    made.textContent = term.type === "bnode" ? `_:${term.value}` : JSON.stringify(term.value);
  }
  return made;
}

function table(variables, rows) {
  const made = element("table", undefined, { class: "results" });
  const head = made.createTHead().insertRow();
  for (const variable of variables) head.append(element("th", variable, { scope: "col" }));
  const body = made.createTBody();
  for (const row of rows.slice(0, SHOWN)) {
    body.insertRow().append(...variables.map((variable) => cell(row[variable])));
  }
  return made;
}

function showSolutions(found) {
  if ("boolean" in found) {
    summary.textContent = found.boolean ? words.true : words.false;
    return;
  }
  const rows = found.results.bindings;
  const text = rows.length > SHOWN ? words.cut : words.rows;
  summary.textContent = rows.length
    ? text.replace("{count}", number(rows.length)).replace("{shown}", number(SHOWN))
    : words.none;
  if (rows.length) output.append(table(found.head.vars, rows));
}

async function showProblem(response) {
  const problem = await response.json();
  summary.textContent = words.failed;
  output.append(element("pre", problem.detail, { class: "failure", lang: "en" }));
}

async function run() {
  if (running) running.abort();
  const mine = (running = new AbortController());
  answer.hidden = false;
  answer.setAttribute("aria-busy", "true");
  output.replaceChildren();
  summary.textContent = words.running;
  const fields = new URLSearchParams({ query: query.value });
  const day = document.getElementById("as-of").value;
  if (day) fields.set("as-of", day);
  try {
    const options = { method: "POST", body: fields, headers: { Accept: ACCEPT }, signal: mine.signal };
    const response = await fetch("/sparql", options);
    if (!response.ok) await showProblem(response);
    else if (response.headers.get("content-type").startsWith(TABLE)) showSolutions(await response.json());
    else {
      const text = await response.text();
      summary.textContent = text ? "" : words.none;
      output.append(element("pre", text));
    }
  } catch (error) {
    if (error.name === "AbortError") return;
    output.replaceChildren();
    summary.textContent = words.unreachable;
  }
  answer.removeAttribute("aria-busy");
}

form.addEventListener("submit", (event) => {
  if (event.submitter && event.submitter.name === "format") return;
  event.preventDefault();
  run();
});

example.addEventListener("change", () => {
  const chosen = example.selectedOptions[0].dataset.query;
  if (chosen) query.value = chosen;
});

query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector(".run"));
  }
});

if (form.dataset.run) run();
