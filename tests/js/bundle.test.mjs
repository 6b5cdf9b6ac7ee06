import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { filesOf } from "./bundle.mjs";

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
  const name = await nameWith("12345", "a {}");
  assert.equal(await nameWith("12345", "a {}"), name);
  assert.notEqual(await nameWith("12346", "a {}"), name);
  assert.notEqual(await nameWith("12345", "b {}"), name);
});
