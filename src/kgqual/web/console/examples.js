// The list of examples: a box that narrows it, and links that load into the editor.

/** Makes the links of `panel` call `load` with their query, and its box search the list. */
export function createExamples(panel, load) {
  const box = panel.querySelector("input");
  const none = panel.querySelector(".none");
  const topics = [...panel.querySelectorAll("section")];
  panel.querySelector(".field").hidden = false;
  panel.open = matchMedia("(min-width: 64rem)").matches;

  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const topic of topics) {
      const items = [...topic.querySelectorAll("li")];
      for (const item of items) {
        item.hidden = !words.every((word) => item.dataset.text.includes(word));
      }
      topic.hidden = items.every((item) => item.hidden);
    }
    none.hidden = topics.some((topic) => !topic.hidden);
  });

  panel.addEventListener("click", (event) => {
    const link = event.target.closest("li a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    load(new URL(link.href).searchParams.get("query"));
  });
}
