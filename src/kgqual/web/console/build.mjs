// Bundles the console into the folder named on the command line: `node build.mjs OUT`.
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const out = process.argv[2];
if (!out) throw new Error("Say where to: node build.mjs OUT");

const { metafile } = await build({
  entryPoints: ["console.js"],
  outdir: out,
  bundle: true,
  splitting: true, // what charts and graphs need is loaded when one is drawn
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none", // the licences are written below, whole
  metafile: true,
  logLevel: "warning",
});

/** The npm packages that ended up in the bundles, each with its folder. */
function bundled() {
  const folders = new Map();
  for (const input of Object.keys(metafile.inputs)) {
    const match = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input);
    if (match) folders.set(match[2], match[1]);
  }
  // YASGUI comes bundled itself: what it depends on is inside its one file.
  const inside = async (name, folder) => {
    const { dependencies = {} } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    for (const dependency of Object.keys(dependencies)) {
      if (folders.has(dependency)) continue;
      folders.set(dependency, path.join("node_modules", dependency));
      await inside(dependency, folders.get(dependency));
    }
  };
  return inside("@zazuko/yasgui", folders.get("@zazuko/yasgui")).then(() => folders);
}

async function licence(name, folder) {
  const { version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), "utf8")));
  return [`${name} ${version}: ${license}`, ...texts].join("\n\n");
}

const folders = [...(await bundled())].sort(([a], [b]) => (a < b ? -1 : 1));
const licences = await Promise.all(folders.map(([name, folder]) => licence(name, folder)));
await writeFile(path.join(out, "licences.txt"), licences.join(`\n\n${"-".repeat(72)}\n\n`) + "\n");
