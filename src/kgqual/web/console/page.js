// What the server wrote into the page: language, words, prefixes, versions.
export const page = JSON.parse(document.getElementById("console-data").textContent);

const numbers = new Intl.NumberFormat(page.language);

/** The text of `key` in the page's language with the `{names}` filled in. */
export function say(key, values = {}) {
  return page.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function number(value) {
  return numbers.format(value);
}

/** A new element: its name, its attributes, and what it holds. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** An SVG drawing of 24 × 24 from the `d` of its path, in the colour of the text. */
export function icon(d) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", d);
  svg.append(path);
  const box = element("span", { class: "svgImg" });
  box.append(svg);
  return box;
}
