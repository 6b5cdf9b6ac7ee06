// Joins the JavaScript under dwconv/ into one file for each component, with its style sheet inside:
//
//     npm --prefix tests/js run bundle             writes the files
//     npm --prefix tests/js run bundle -- --check  fails if they are not what this would write
//
// A file's name ends in a hash of its text, so that no browser runs an old file from its cache;
// names.json says which file is which.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDERS = {
  "dwconv/player/bundle": ["player", "race", "page"].map(
    (name) => `dwconv/player/js/entries/${name}.js`,
  ),
  "dwconv/ui/components/bundle": [
    "copy_link",
    "descent",
    "layer_controls",
    "picture",
    "ruler",
    "wires",
  ].map((name) => `dwconv/ui/components/${name}.js`),
  "dwconv/classroom/page/bundle": ["dwconv/classroom/page/js/class.js"],
};

/** The files that are made of these scripts: their text by their name. */
export async function filesOf(entryPoints) {
  const { metafile, outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints,
    outdir: "out",
    entryNames: "[name]-[hash]",
    banner: { js: "// Made by tests/js/bundle.mjs; edit what it is made from." },
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    loader: { ".css": "text" },
    minify: true,
    metafile: true,
    write: false,
  });
  const names = Object.entries(metafile.outputs)
    .map(([file, { entryPoint }]) => [basename(entryPoint, ".js"), basename(file)])
    .sort();
  const files = Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text]));
  return { ...files, "names.json": `${JSON.stringify(Object.fromEntries(names), null, 2)}\n` };
}

async function main(check) {
  for (const [folder, entryPoints] of Object.entries(FOLDERS)) {
    const files = await filesOf(entryPoints);
    const path = join(ROOT, folder);
    mkdirSync(path, { recursive: true });
    const there = readdirSync(path);
    const same =
      there.length === Object.keys(files).length &&
      there.every((name) => readFileSync(join(path, name), "utf8") === files[name]);
    if (same) continue;
    if (check) {
      console.error(`${folder} is not what its sources make: npm --prefix tests/js run bundle`);
      process.exitCode = 1;
      continue;
    }
    for (const name of there) rmSync(join(path, name));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await main(process.argv.includes("--check"));
