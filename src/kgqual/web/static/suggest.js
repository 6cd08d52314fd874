// Suggests names and codes while one types into a field that names a thing. The page works without.

const PAUSE = 150;

function suggesting(field) {
  const list = document.getElementById(field.getAttribute("list"));
  let waiting = 0;
  let asked = "";
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => look(field.value.trim()), PAUSE);
  });

  async function look(text) {
    if (text.length < 2 || text === asked) return;
    asked = text;
    const query = new URLSearchParams({ q: text, lang: document.documentElement.lang });
    for (const type of field.dataset.types.split(" ").filter(Boolean)) query.append("type", type);
    const response = await fetch(`/suggest?${query}`);
    if (!response.ok || text !== asked) return;
    const { things } = await response.json();
    list.replaceChildren(...things.map(option));
  }
}

function option({ label, code }) {
  const made = document.createElement("option");
  made.value = label;
  made.label = code ? `${label} (${code})` : label;
  return made;
}

document.querySelectorAll("input[list][data-types]").forEach(suggesting);
