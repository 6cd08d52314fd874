// Writing a translation without the page jumping: what is saved comes back as a page, and what one
// writes stays where it is. A text counts as saved when the service says so, not before; when it
// does not answer, the same is sent again under the same key. Without this script the page is forms.
"use strict";

const PATIENCE = 15_000; // milliseconds for the service to answer
const PAUSE = 350; // milliseconds without a key before what is written is checked
const MODIFIERS = ["Ctrl", "Alt", "Shift"];
const content = document.getElementById("content");
let busy = false;
let lastField = "prefLabel";
let checking = null;
let timer = 0;

const part = (id) => document.getElementById(id);
const fields = () => [...document.querySelectorAll(".into > textarea:not([hidden])")];
const stored = (field) => document.querySelector(`[name="was.${field.id}"]`).value;
const changed = (field) => field.value !== stored(field);
const unsaved = () => fields().some(changed);

function prepare() {
  for (const field of fields()) {
    field.addEventListener("input", written);
    field.addEventListener("focus", () => { lastField = field.id; });
  }
  if (part("conflict")) return part("conflict").focus();
  if (matchMedia("(hover: hover)").matches) part("prefLabel")?.focus({ preventScroll: true });
  return mark();
}

function mark() {
  if (part("dirty")) part("dirty").textContent = unsaved() ? part("translating").dataset.unsaved : "";
}

function written() {
  mark();
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

async function check() {
  checking?.abort();
  checking = new AbortController();
  const form = part("translating");
  try {
    const response = await fetch(form.dataset.check, {
      method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "text/html" }, signal: checking.signal,
    });
    if (!response.ok) return;
    const found = parse(await response.text());
    for (const list of found.querySelectorAll(".findings")) {
      if (!part(list.id)?.contains(document.activeElement)) part(list.id)?.replaceWith(list);
    }
  } catch (error) {
    if (error.name !== "AbortError" && !(error instanceof TypeError)) throw error; // checked again when sent
  }
}

// What was sent is told from what one writes later, also when it is sent again.
const texts = (body) => new Map([["remark", body.get("comment")], ...fields().map((field) => [field.id, field.value])]);

async function send(address, body, sent = texts(body)) {
  busy = true;
  clearTimeout(timer);
  checking?.abort();
  part("trouble").hidden = true;
  part("noted").textContent = part("translating").dataset.saving;
  const retry = () => send(address, body, sent);
  try {
    const response = await fetch(address, {
      method: "POST", body, headers: { Accept: "text/html" }, signal: AbortSignal.timeout(PATIENCE),
    });
    const page = parse(await response.text());
    if (leaves(page) && fields().some((field) => field.value !== sent.get(field.id))) {
      const again = await fetch(location.href, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(PATIENCE) });
      show(parse(await again.text()), location.href, sent); // one has written on: stay
    } else if (page.querySelector(".workbench")) show(page, response.url, sent);
    else if (response.status === 401) fail(part("translating").dataset.unknown, retry, true);
    else fail(`${part("translating").dataset.refused} ${page.getElementById("detail")?.textContent ?? ""}`, response.status >= 500 ? retry : null);
  } catch {
    fail(part("translating").dataset.failed, retry);
  }
  busy = false;
}

// Who is signed out signs in beside the page, and sends the same again.
function fail(text, retry, unknown = false) {
  part("noted").replaceChildren();
  part("trouble").hidden = false;
  part("trouble").querySelector("p").textContent = text;
  part("again").hidden = !retry;
  part("signing").hidden = !unknown;
  part("again").onclick = retry;
  if (retry) part("again").focus();
}

const parse = (text) => new DOMParser().parseFromString(text, "text/html");
const concept = (within) => within.querySelector(".workbench")?.dataset.concept;
const leaves = (page) => page.querySelector(".workbench") && concept(page) !== concept(document);

// Of the same concept the places in which one writes stay, with what was written since it was sent.
function show(page, address, sent) {
  const here = concept(page) === concept(document);
  const stopped = page.getElementById("conflict") || page.getElementById("blocked");
  const focused = document.activeElement?.id;
  const height = scrollY;
  const kept = here ? fields() : [];
  const remark = here ? part("remark")?.value : "";
  for (const field of kept) {
    const arrived = page.getElementById(field.id);
    if (arrived && (field.value === arrived.value || field.value !== sent.get(field.id))) arrived.replaceWith(field);
  }
  document.title = page.title;
  content.replaceChildren(...page.getElementById("content").childNodes);
  if (!stopped && address !== location.href) history[here ? "replaceState" : "pushState"](null, "", address);
  scrollTo(0, here && !stopped ? height : 0);
  if (remark && remark !== sent.get("remark") && part("remark")) part("remark").value = remark;
  prepare();
  if (here && focused && !stopped) part(focused)?.focus({ preventScroll: true });
  mark();
}

function place(button) {
  const field = part(button.dataset.into || lastField);
  if (!field) return;
  const { insert, repaired, was, replace } = button.dataset;
  field.focus();
  if (replace !== undefined) field.setRangeText(replace, 0, field.value.length, "end");
  else if (repaired !== undefined) repair(field, was, repaired);
  else if (button.dataset.into) field.setRangeText(insert, 0, field.id === "altLabel" ? 0 : field.value.length, "end");
  else field.setRangeText(insert, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input"));
}

function repair(field, was, repaired) {
  const at = field.value.indexOf(was);
  if (at >= 0) field.setRangeText(repaired, at, at + was.length, "end");
}

function pressed(event) {
  const held = { Ctrl: event.ctrlKey || event.metaKey, Alt: event.altKey, Shift: event.shiftKey };
  const code = event.code.replace(/^(Digit|Numpad)(\d)$/, "$2").replace("NumpadEnter", "Enter");
  return [...MODIFIERS.filter((key) => held[key]), code].join("+");
}

document.addEventListener("keydown", (event) => {
  if (event.repeat || !(event.ctrlKey || event.metaKey || event.altKey)) return;
  const meant = document.querySelector(`[data-key="${CSS.escape(pressed(event))}"]`);
  if (!meant) return;
  event.preventDefault();
  if (!busy) meant.click();
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("button[data-insert], button[data-repaired], button[data-replace]");
  if (button) place(button);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form.act")) return;
  event.preventDefault();
  if (busy) return;
  send(form.action, new URLSearchParams(new FormData(form, event.submitter)));
});

addEventListener("popstate", () => location.reload());
addEventListener("beforeunload", (event) => { if (unsaved()) event.preventDefault(); });
if (part("translating")) prepare();
