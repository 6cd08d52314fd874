// Choosing all rows of a page at once; without this script one chooses them one by one.
"use strict";

const all = document.getElementById("all");
const rows = () => document.querySelectorAll('[name="concept"]');
if (all) {
  all.hidden = false;
  all.addEventListener("change", () => rows().forEach((row) => { row.checked = all.checked; }));
}
