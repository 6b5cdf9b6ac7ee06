import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { filesOf, studentsFiles } from "./bundle.mjs";

const folder = mkdtempSync(join(tmpdir(), "bundle-"));
after(() => rmSync(folder, { recursive: true }));

async function nameWith(script, style) {
  writeFileSync(join(folder, "style.css"), style);
  writeFileSync(join(folder, "part.js"), `export const part = ${script};`);
  const entry = join(folder, "entry.js");
  writeFileSync(
    entry,
    `import css from "./style.css"; import { part } from "./part.js"; export default [css, part];`,
  );
  const files = await filesOf([entry]);
  const { entry: name } = JSON.parse(files["names.json"]);
  assert.ok(files[name].includes(script) && files[name].includes(style));
  return name;
}

test("a file has another name when a script or a style in it is another", async () => {
  const name = await nameWith("12345", "a{color:red}");
  assert.equal(await nameWith("12345", "a{color:red}"), name);
  assert.notEqual(await nameWith("12346", "a{color:red}"), name);
  assert.notEqual(await nameWith("12345", "b{color:red}"), name);
});

test("a script loaded later uses the page's own modules, and brings what the page has not", async () => {
  const scripts = {
    "shared.js": `
      export const seen = [];
      export default "shared by default";
      export const longText = (end) => "a sentence that must stand in one of the files only" + end;`,
    "partly.js": `
      export const small = () => "the page's part";
      export const large = () => "what the page does not use, which is longer than fifty letters";`,
    "page.js": `
      import words, { seen, longText } from "./shared.js"; import { small } from "./partly.js";
      seen.push(words, longText("!"), small()); export { seen };`,
    "later.js": `
      import words, { seen, longText } from "./shared.js"; import { large } from "./partly.js";
      seen.push(words, longText("?"), large()); export { seen };`,
    "all.js": `export * as page from "./page.js"; export * as later from "./later.js";`,
  };
  for (const [name, script] of Object.entries(scripts)) writeFileSync(join(folder, name), script);
  const files = await studentsFiles(
    ["page", "all", "later"].map((name) => join(folder, `${name}.js`)),
  );
  const names = JSON.parse(files["names.json"]);
  assert.deepEqual(Object.keys(names), ["all", "later", "page"]);
  const has = (words) => ["page", "later"].filter((name) => files[names[name]].includes(words));
  assert.deepEqual(has("a sentence that must stand"), ["page"]);
  assert.deepEqual(has("what the page does not use"), ["later"]);

  const load = (name) => {
    const path = join(folder, names[name].replace(".js", ".mjs"));
    writeFileSync(path, files[names[name]]);
    return import(pathToFileURL(path).href);
  };
  const page = await load("page");
  const later = await load("later");
  assert.equal(later.seen, page.seen);
  assert.equal(page.seen.length, 6);
  assert.deepEqual(page.seen.slice(3, 5), [
    "shared by default",
    "a sentence that must stand in one of the files only?",
  ]);
});
