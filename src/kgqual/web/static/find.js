// Suggestions below the box that finds things: a combobox with a list, as in the ARIA Authoring
// Practices. Without this script the box is a form like any other.
"use strict";

const WAIT = 120; // milliseconds without typing after which suggestions are asked for

class Suggestions {
  constructor(input) {
    this.input = input;
    this.list = document.createElement("ul");
    this.status = document.createElement("p");
    this.active = -1;
    this.prepare();
    input.addEventListener("input", () => this.soon());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus
    this.list.addEventListener("click", (event) => this.go(event.target.closest("li")));
  }

  prepare() {
    const { input, list, status } = this;
    Object.assign(list, { id: "suggestions", className: "suggestions", hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", document.querySelector("label[for=find]").textContent);
    status.className = "unseen";
    status.setAttribute("role", "status");
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": list.id,
      "aria-expanded": "false",
    })) input.setAttribute(name, value);
    input.parentElement.append(list, status);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.request?.abort();
    this.request = new AbortController();
    const text = this.input.value.trim();
    if (!text) return this.close();
    const type = this.input.form.elements.type?.value ?? "";
    const asked = new URLSearchParams({ q: text, lang: this.input.dataset.language, type });
    try {
      const answer = await fetch(`/suggest?${asked}`, { signal: this.request.signal });
      if (answer.ok) this.show(await answer.json());
      else this.close();
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // the service is away: the form still works
    }
  }

  show({ things, questions }) {
    const asked = questions.map(({ title, address }) =>
      this.option(address, "", title, "", this.input.dataset.question));
    const found = things.filter((thing) => thing.address).map((thing) =>
      this.option(thing.address, thing.code, thing.label, thing.language, thing.kind));
    const options = [...asked, ...found];
    options.forEach((option, number) => { option.id = `suggestion-${number}`; });
    this.list.replaceChildren(...options);
    const { none, some } = this.input.dataset;
    this.status.textContent = options.length ? some.replace("{count}", options.length) : none;
    this.open(options.length > 0);
  }

  option(address, code, label, language, kind) {
    const item = document.createElement("li");
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.address = address;
    const name = document.createElement("bdi");
    name.textContent = label;
    if (language) name.lang = language;
    const parts = [name];
    if (code) parts.unshift(this.part("b", code), " ");
    if (kind) parts.push(" ", this.part("span", kind));
    item.append(...parts);
    return item;
  }

  part(tag, text) {
    const part = document.createElement(tag);
    part.textContent = text;
    return part;
  }

  open(shown) {
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
    this.mark(-1);
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.open(false);
  }

  // Suggestions that are still on their way must not take away the list in which one chooses.
  choose(number) {
    clearTimeout(this.timer);
    this.request?.abort();
    this.mark(number);
  }

  mark(number) {
    const options = [...this.list.children];
    this.active = number;
    options.forEach((option, place) =>
      option.setAttribute("aria-selected", String(place === number)));
    if (number < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", options[number].id);
    options[number].scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const { length } = this.list.children;
    const shown = !this.list.hidden;
    if (event.key === "ArrowDown" && !shown) this.ask();
    else if (event.key === "ArrowDown") this.choose(this.active + 1 < length ? this.active + 1 : -1);
    else if (event.key === "ArrowUp" && shown) this.choose(this.active < 0 ? length - 1 : this.active - 1);
    else if (event.key === "Enter" && shown && this.active >= 0) this.go(this.list.children[this.active]);
    else if (event.key === "Escape" && shown) this.close();
    else return;
    event.preventDefault();
  }

  go(option) {
    if (!option) return;
    const address = new URL(option.dataset.address, location.href);
    const kept = new URLSearchParams(location.search).get("lang");
    if (kept) address.searchParams.set("lang", kept);
    location.assign(address);
  }
}

new Suggestions(document.getElementById("find"));
