// The query editor of YASGUI over the plain text field of the form.
import { installCompletion } from "./completion.js";
import { page } from "./page.js";

/**
 * Puts an editor in the place of `field`, which stays in the form and keeps what is typed.
 *
 * A query that was left unfinished comes back, unless the page came with a query of its own.
 */
export function createEditor(Yasqe, field, { storage, run }) {
  installCompletion(Yasqe, storage);
  const holder = document.createElement("div");
  field.after(holder);
  const editor = new Yasqe(holder, {
    value: field.value,
    persistenceId: `${storage}-query`,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    editorHeight: "28rem",
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": run, "Cmd-Enter": run },
  });
  if (page.asked) editor.setValue(field.value);
  const keep = () => (field.value = editor.getValue());
  editor.on("change", keep);
  keep();
  const input = editor.getInputField();
  input.id = "query-editor";
  for (const name of ["aria-describedby", "spellcheck"]) {
    input.setAttribute(name, field.getAttribute(name));
  }
  document.querySelector(`label[for="${field.id}"]`).htmlFor = input.id;
  field.required = false; // a hidden field cannot show that it is empty
  field.hidden = true;
  return editor;
}

/** Forgets what other versions of kgqual kept in this browser for their consoles. */
export function forgetOthers(family, storage) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(family) && !key.startsWith(storage)) localStorage.removeItem(key);
  }
}
