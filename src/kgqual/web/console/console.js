// The console: the plain form of the page with YASGUI's editor and viewer put into it.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./console.css";
import { LARGEST, Refused, TooLarge, ask } from "./answer.js";
import { NotStored, address, cite, question } from "./citation.js";
import { createEditor, forgetOthers } from "./editor.js";
import { createExamples } from "./examples.js";
import { element, number, page, say } from "./page.js";
import { createResults } from "./results.js";

const FAMILY = "kgqual-console-";
const STORAGE = `${FAMILY}${page.version}`;

const form = document.getElementById("console");
const day = document.getElementById("as-of");
const button = form.querySelector(".run");
const answer = document.getElementById("answer");
const summary = document.getElementById("summary");
const output = document.getElementById("output");
const viewer = document.getElementById("viewer");
const reference = document.getElementById("reference");
const shared = document.getElementById("address");
const citing = document.getElementById("cite");
const cited = document.getElementById("cited");
const citation = document.getElementById("citation");
const stored = document.getElementById("stored");
const older = document.getElementById("snapshot");
let running = null;

forgetOthers(FAMILY, `${STORAGE}-`);
const editor = createEditor(Yasgui.Yasqe, document.getElementById("query"), {
  storage: STORAGE,
  run: restart,
});
const results = createResults(Yasgui.Yasr, viewer, STORAGE);
document.getElementById("hint").hidden = false;

createExamples(document.getElementById("examples"), (query) => {
  editor.setValue(query);
  editor.focus();
  form.scrollIntoView({ block: "nearest" });
});

/** Puts what is asked into the page's address and into its links to other languages. */
function remember(query) {
  const fields = question(query, day.value, older?.value);
  const language = new URLSearchParams(location.search).get("lang");
  const kept = new URLSearchParams(location.search);
  if (kept.get("query") !== query || (kept.get("as-of") ?? "") !== day.value) {
    const shown = new URLSearchParams(fields);
    if (language) shown.set("lang", language);
    history.pushState(null, "", `?${shown}`);
  }
  for (const link of document.querySelectorAll(".languages a")) {
    link.search = new URLSearchParams([...fields, ["lang", link.hreflang]]);
  }
}

function describe(found) {
  if (found.getBoolean() !== undefined) return say(found.getBoolean() ? "sparql.true" : "sparql.false");
  const count = found.getBindings().length;
  if (!count) return say("sparql.none");
  return say(found.getStatements() ? "sparql.triples" : "sparql.rows", { count: number(count) });
}

function show(found, asked) {
  const took = say("sparql.seconds", { seconds: number(Number(found.seconds.toFixed(2))) });
  summary.replaceChildren(
    element("strong", {}, describe(found)),
    ` · ${took} · ${say("footer.snapshot")} `,
    element("code", {}, found.snapshot),
  );
  reference.hidden = false;
  shared.href = address(asked);
  cited.hidden = true;
  citing.disabled = false;
  citing.onclick = () => showCitation(asked, found.snapshot);
  viewer.hidden = !found.getBindings()?.length;
  if (!viewer.hidden) results.show(found);
}

async function showCitation(asked, snapshot) {
  citing.disabled = true;
  try {
    const found = await cite(asked, snapshot);
    citation.textContent = found.bibtex;
    stored.href = found.url;
  } catch (error) {
    citing.disabled = false;
    const reason = error instanceof NotStored ? error.message : say("sparql.unreachable");
    citation.textContent = say("sparql.cite.failed", { reason });
    stored.removeAttribute("href");
  }
  cited.hidden = false;
}

function explain(error) {
  summary.textContent = say("sparql.failed");
  if (error.name === "AbortError") summary.textContent = say("sparql.stopped");
  else if (error instanceof TooLarge) {
    summary.textContent = say("sparql.too_large", { size: number(LARGEST / 2 ** 20) });
  } else if (error instanceof Refused) {
    output.append(element("pre", { class: "failure", lang: "en" }, error.message));
  } else {
    summary.textContent = say("sparql.unreachable");
    console.warn(error);
  }
}

function busy(controller) {
  running = controller;
  button.textContent = say(controller ? "sparql.stop" : "sparql.run");
  answer.setAttribute("aria-busy", Boolean(controller));
}

async function run() {
  const query = editor.getValue();
  const mine = new AbortController();
  busy(mine);
  for (const part of [viewer, reference]) part.hidden = true;
  answer.hidden = false;
  output.replaceChildren();
  summary.textContent = say("sparql.running");
  remember(query);
  const asked = question(query, day.value, older?.value);
  let end;
  try {
    const found = await ask(asked, mine.signal);
    end = () => show(found, asked);
  } catch (error) {
    end = () => explain(error);
  }
  if (running !== mine) return; // another query was begun meanwhile
  busy(null);
  end();
}

function restart() {
  running?.abort();
  run();
}

form.addEventListener("submit", (event) => {
  if (event.submitter?.name === "format") return;
  event.preventDefault();
  if (running) running.abort();
  else run();
});

addEventListener("popstate", () => {
  const asked = new URLSearchParams(location.search);
  if (!asked.has("query")) {
    running?.abort();
    answer.hidden = true;
    return;
  }
  editor.setValue(asked.get("query"));
  day.value = asked.get("as-of") ?? "";
  restart();
});

for (const copy of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(copy.dataset.copy);
  copy.hidden = !navigator.clipboard; // browsers have none for pages over plain HTTP
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.href ?? source.textContent);
    copy.textContent = say("sparql.copied");
  });
}

if (page.asked) run();
