// Lets a script that a page loads later use the modules that the page's own script already has.
//
// Without this, each file that is loaded later would bring its own copy of every module that it
// needs. The page's script puts what is needed of them into one list, and the later script reads
// that list. They cannot simply import one file: the page's script stands inside the page, so that
// a first picture waits for one answer of the server only.

import { resolve } from "node:path";

const LIST = "dwconvShared"; // a global name
const MORE = 50; // bytes by which a module in the page's script may grow to be shared

/**
 * Which modules a later script can take from the page's script: those that are in both, and that
 * the page's script has whole, so that sharing one adds nothing to what every student loads.
 *
 * @param {Record<string, number>} page bytes of each module in the page's script
 * @param {Record<string, number>} later those in the script that is loaded later
 * @param {Record<string, number>} both those in one script of both
 */
export const sharedModules = (page, later, both) =>
  Object.keys(later)
    .filter((file) => page[file] && both[file] <= page[file] + MORE)
    .sort();

/** The lines that export each name: `valueFor` says what it is. */
const exportsOf = (names, valueFor) =>
  names
    .map((name) => `export ${name === "default" ? name : `const ${name} =`} ${valueFor(name)};`)
    .join("\n");

/**
 * In the later script: another text instead of that of each shared module.
 *
 * @param {string} root the folder that the files are named from
 * @param {Record<string, string[]>} names what each shared module exports
 * @param {(file: string, names: string[]) => string} textFor
 */
const inPlaceOfModules = (root, names, textFor) => ({
  name: "read shared modules",
  setup({ onLoad }) {
    for (const [file, exported] of Object.entries(names))
      onLoad({ filter: exactly(resolve(root, file)) }, () => ({
        contents: textFor(file, exported),
        resolveDir: root,
      }));
  },
});

/** Leaves a mark in the later script for each value that it uses, which `usedValues` reads. */
export const markUses = (root, names) =>
  inPlaceOfModules(root, names, (file, exported) =>
    exportsOf(exported, (name) => `/* @__PURE__ */ use("${file} ${name}")`),
  );

/** What the script uses of shared modules: pairs of a file and a name. @param {string} script */
export const usedValues = (script) =>
  [...script.matchAll(/\buse\("(\S+) (\w+)"\)/g)].map(([, file, name]) => [file, name]).sort();

/** In the later script: the list is taken apart once, and each shared module exports its values. */
export function readList(root, names, used) {
  const place = new Map(used.map(([file, name], index) => [`${file} ${name}`, index]));
  return {
    name: "read the list of shared values",
    setup(build) {
      inPlaceOfModules(root, names, (file, exported) =>
        exported
          .map((name) => {
            const index = place.get(`${file} ${name}`);
            return index === undefined
              ? exportsOf([name], () => "undefined")
              : `export { shared${index} as ${name} } from "${LIST}";`;
          })
          .join("\n"),
      ).setup(build);
      build.onResolve({ filter: exactly(LIST) }, ({ path }) => ({ path, namespace: LIST }));
      build.onLoad({ filter: /.*/, namespace: LIST }, () => ({
        contents: `export const [${used.map((_, index) => `shared${index}`)}] = ${LIST};`,
      }));
    },
  };
}

/**
 * In the page's script: writes the list at the end of the module `last`. Its imports stand there
 * too, so that the modules stay in their order, which gzip packs better than another.
 */
export const writeList = (root, last, used, read) => ({
  name: "write the list of shared values",
  setup({ onLoad }) {
    onLoad({ filter: exactly(resolve(root, last)) }, ({ path }) => {
      const imports = used.map(
        ([file, name], index) =>
          `import { ${name} as shared${index} } from ${JSON.stringify(resolve(root, file))};`,
      );
      const list = `globalThis.${LIST} = [${used.map((_, index) => `shared${index}`)}];`;
      return { contents: [read(path), ...imports, list].join("\n") };
    });
  },
});

const exactly = (path) => new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
