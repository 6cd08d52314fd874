// The table of YASGUI in the reader's language, its IRIs linked to this service's pages.
import { address, compact } from "../iris.js";
import { element, page, say } from "../page.js";

const SIZES = [10, 50, 100, 1000];
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const PLAIN = /#(string|integer|decimal|boolean)$/; // datatypes that go without saying

/** Text as HTML: DataTables reads what it sorts and searches as such. */
const escaped = (text) => text.replace(/[&<>]/g, (sign) => ENTITIES[sign]);

/** Returns the view, a subclass of YASGUI's own table `Base`. */
export function tableView(Base) {
  Base.defaults.tableConfig.language = {
    info: say("sparql.page.info", { from: "_START_", to: "_END_", count: "_TOTAL_" }),
    infoEmpty: "",
    infoFiltered: say("sparql.page.filtered", { count: "_MAX_" }),
    zeroRecords: say("sparql.page.none"),
    thousands: page.language === "en" ? "," : "\u00a0",
    paginate: { first: "«", previous: "‹", next: "›", last: "»" },
    aria: {
      orderable: `: ${say("sparql.page.sort")}`,
      orderableReverse: `: ${say("sparql.page.sort")}`,
      orderableRemove: `: ${say("sparql.page.sort")}`,
      paginate: Object.fromEntries(
        ["first", "previous", "next", "last", "number"].map((name) => [name, ""]),
      ),
    },
  };

  return class Table extends Base {
    label = say("sparql.view.table");
    helpReference = undefined;
    download = undefined;

    getColumns() {
      const shown = (term, purpose) => {
        if (term === "") return "";
        return purpose === "display" ? this.getCellContent(term) : escaped(term.value);
      };
      const [numbers] = super.getColumns();
      const variables = this.yasr.results.getVariables();
      return [numbers, ...variables.map((name) => ({ name, title: name, render: shown }))];
    }

    getUriLinkFromBinding({ value }) {
      const href = address(value);
      const name = compact(value);
      if (!href) return element("span", {}, name).outerHTML;
      return element("a", { class: "iri", href, title: value }, name).outerHTML;
    }

    formatLiteral({ type, value, "xml:lang": language, datatype }) {
      if (type === "bnode") return element("span", {}, `_:${value}`).outerHTML;
      const text = element("span", language ? { lang: language } : {}, value).outerHTML;
      const kind = datatype && !PLAIN.test(datatype) ? compact(datatype) : "";
      const mark = kind || (language !== page.language && language);
      return mark ? `${text} ${element("span", { class: "tag" }, mark).outerHTML}` : text;
    }

    drawControls() {
      this.removeControls();
      this.tableControls = element("div", { class: "tableControls" });
      this.tableFilterField = element("input", {
        type: "search",
        class: "tableFilter",
        placeholder: say("sparql.filter"),
        "aria-label": say("sparql.filter"),
      });
      this.tableFilterField.addEventListener("input", this.handleTableSearch);
      this.tableSizeField = element("select", { class: "tableSizer" });
      for (const size of [...SIZES, -1]) {
        const option = new Option(size > 0 ? size : say("sparql.page.all"), size);
        option.selected = this.dataTable.page.len() === size;
        this.tableSizeField.append(option);
      }
      this.tableSizeField.addEventListener("change", this.handleTableSizeSelect);
      const sizes = element("label", { class: "sizes" }, say("sparql.page.size"), this.tableSizeField);
      this.tableControls.append(this.tableFilterField, sizes);
      this.yasr.pluginControls.append(this.tableControls);
    }
  };
}
