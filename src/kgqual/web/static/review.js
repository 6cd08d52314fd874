// Going through suggestions without waiting: decisions by single keys, the next item fetched ahead.
// A decision counts as recorded when the service says so, not before; when it does not answer, the
// same decision is sent again under the same key. Without this script the page is a form.
"use strict";

const PATIENCE = 15_000; // milliseconds for the service to answer
const GUARD = 250; // milliseconds for which a new item takes no keys: they were meant for the last
const SWITCH = "kgqual.review.keys";
const content = document.getElementById("content");
const announced = document.createElement("p"); // outlives the items, so that it is read out
let busy = false;
let unsent = false;
let shownAt = 0;
let ahead = { address: "", page: null };

const part = (id) => document.getElementById(id);

function prepare() {
  shownAt = performance.now();
  const form = part("deciding");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!busy && event.submitter.name === "verdict") send(form.action, new URLSearchParams(new FormData(form, event.submitter)));
  });
  form.addEventListener("change", ({ target }) => {
    if (target.name === "suggestion" && part("proposed")) part("proposed").textContent = target.dataset.proposed ?? "";
  });
  prepareSwitch();
  fetchAhead(form.dataset.next);
}

function prepareSwitch() {
  const box = part("keys");
  if (!box) return;
  box.checked = localStorage.getItem(SWITCH) !== "off";
  box.parentElement.hidden = false;
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
}

function fetchAhead(address) {
  if (!address || address === ahead.address) return;
  ahead = { address, page: load(address).catch(() => null) }; // it is asked for again when needed
}

async function load(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  return response.ok ? response.text() : null;
}

async function send(address, body) {
  busy = true;
  part("trouble").hidden = true;
  part("recorded").textContent = part("deciding").dataset.saving;
  part("deciding").setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, {
      method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE),
    });
    const answer = await response.json();
    if (response.ok) await goOn(answer);
    else fail(`${part("deciding").dataset.refused} ${answer.detail}`, address, body, response.status >= 500);
  } catch {
    fail(part("deciding").dataset.failed, address, body, true);
  }
  busy = false;
  part("deciding")?.removeAttribute("aria-busy");
}

function fail(text, address, body, again) {
  unsent = again;
  part("recorded").replaceChildren();
  const trouble = part("trouble");
  trouble.hidden = false;
  trouble.querySelector("p").textContent = text;
  part("again").hidden = !again;
  part("again").onclick = () => send(address, body);
  if (again) part("again").focus();
}

async function goOn(answer) {
  unsent = false;
  const page = await fetched(answer.next);
  if (!page?.getElementById("deciding")) return location.assign(answer.next);
  show(page, answer.next);
  part("progress").textContent = answer.progress;
  const note = part("noted").content.cloneNode(true);
  note.querySelector(".said").textContent = answer.said;
  const undo = note.querySelector("button");
  undo.value = `${answer.item}.${answer.decision.id}`;
  if (answer.decision.verdict === "undo") undo.remove();
  part("recorded").replaceChildren(note);
  announced.textContent = answer.said;
  return undefined;
}

async function fetched(address) {
  const text = await (address === ahead.address && ahead.page ? ahead.page : load(address).catch(() => null));
  return text && new DOMParser().parseFromString(text, "text/html");
}

function show(page, address) {
  document.title = page.title;
  content.replaceChildren(...page.getElementById("content").childNodes);
  history.pushState(null, "", address);
  scrollTo(0, 0);
  prepare();
  part("source").focus({ preventScroll: true });
}

function press(event) {
  const { target } = event;
  const code = event.code.replace("Numpad", "Digit");
  if (target.matches("textarea, select, input:not([type=radio], [type=checkbox])")) {
    if (code === "Escape") target.blur();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !part("keys")?.checked) return;
  const meant = document.querySelector(`[data-key="${CSS.escape(code)}"]`);
  if (!meant) return;
  event.preventDefault();
  if (busy || performance.now() - shownAt < GUARD) return;
  if (meant.matches("textarea")) meant.closest("details").open = true;
  if (meant.matches("textarea, input")) meant.focus();
  if (!meant.matches("textarea")) meant.click();
}

announced.className = "unseen";
announced.setAttribute("role", "status");
document.body.append(announced);
document.addEventListener("keydown", press);
document.addEventListener("submit", (event) => { // undoing, from wherever it is asked for
  if (event.target.id !== "undoing") return;
  event.preventDefault();
  if (!busy) send(event.target.action, new URLSearchParams(new FormData(event.target, event.submitter)));
});
addEventListener("popstate", () => location.reload());
addEventListener("beforeunload", (event) => { if (unsent) event.preventDefault(); });
prepare();
