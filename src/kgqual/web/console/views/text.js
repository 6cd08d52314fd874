// The answer as the text that the service sent.
import { say } from "../page.js";

/** Returns the view, a subclass of YASGUI's own view of the response `Base`. */
export function textView(Base) {
  Base.defaults.maxLines = Number.POSITIVE_INFINITY;
  return class Text extends Base {
    label = say("sparql.view.text");
    helpReference = undefined;
    download = undefined;

    draw(config) {
      super.draw(config);
      this.cm.getInputField().setAttribute("aria-label", this.label);
    }
  };
}
