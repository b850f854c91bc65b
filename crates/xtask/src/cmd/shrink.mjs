// Makes a program smaller that wasm-bindgen has written: `node shrink.mjs NODE_MODULES STEM
// [PAGE TOOLS]`, for STEM.js and STEM_bg.wasm. In place; where a page in the same folder names them,
// they get new names there, by what they are now, and so do the tools, which are put beside them; its
// style sheets become one.
// Prints nothing but what went wrong.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

const [modules, stem, page, tools] = process.argv.slice(2);
const { minify } = createRequire(join(modules, "terser/package.json"))("terser");
const [js, wasm, graph] = [`${stem}.js`, `${stem}_bg.wasm`, `${stem}.graph.json`];

// What browsers know and the compiler uses.
const FEATURES = [
  "bulk-memory",
  "nontrapping-float-to-int",
  "sign-ext",
  "mutable-globals",
  "reference-types",
  "multivalue",
].map((feature) => `--enable-${feature}`);

const binaryen = (tool, ...args) =>
  execFileSync(join(modules, "binaryen/bin", tool), [...FEATURES, wasm, ...args, "-o", wasm], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });

// Classes of a crate that Leptos brings for its server functions: they are exported whether or
// not anybody has use for them. To each belong the lines that end it.
const CLASS = /^export class (\w+) \{\n[^]*?^\}\nif \(Symbol\.dispose\).*\n/gm;
const FINALIZATION = /^const \w+Finalization = [^]*?;\n/gm;
let script = readFileSync(js, "utf8").replace(CLASS, "").replace(FINALIZATION, "");

// What the script does not ask for is asked for by nobody.
const asked = new Set(Array.from(script.matchAll(/\bwasm\.(\w+)/g), ([, name]) => name));
const kept = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(wasm)))
  .map(({ name }) => name)
  .filter((name) => asked.has(name));
const missing = [...asked].filter((name) => !kept.includes(name));
if (missing.length) throw new Error(`${wasm} has no ${missing.join(", ")}`);
const roots = kept.map((name) => ({ name, export: name, root: true }));
writeFileSync(graph, JSON.stringify(roots));
binaryen("wasm-metadce", "--graph-file", graph);
rmSync(graph);

// Every name that passes between the two bears a hash that no compression makes shorter.
const told = binaryen("wasm-opt", "-Oz", "--minify-imports-and-exports-and-modules");
const { imports, exports } = JSON.parse(told.slice(told.indexOf("{")));
const inward = new Map(imports.map(([, name, short]) => [name, short]));
const outward = new Map(exports);
const [[module]] = imports;
const [{ module: shortModule }] = WebAssembly.Module.imports(
  new WebAssembly.Module(readFileSync(wasm)),
);
script = script
  .replace(/\bwasm\.(\w+)/g, (_, name) => `wasm.${outward.get(name)}`)
  .replace(/^(\s+)(\w+)(?=: )/gm, (line, space, name) =>
    inward.has(name) ? space + inward.get(name) : line,
  )
  .replace(JSON.stringify(module), JSON.stringify(shortModule));
const minified = async (script) => {
  const { code } = await minify(script, {
    module: true,
    // Every browser that runs the program knows arrows, and no function of wasm-bindgen's asks
    // what `this` is.
    ecma: 2022,
    compress: { passes: 3, unsafe_arrows: true, unsafe_methods: true },
    // So it is called by `assets/one-file.js`, which stands in the same script.
    mangle: { reserved: ["__wbg_init"] },
  });
  return code;
};

if (!page) {
  writeFileSync(js, await minified(script));
} else {
  const hashed = (name, ...files) => {
    const hash = createHash("sha256");
    for (const file of files) hash.update(file);
    return `${name}-${hash.digest("hex").slice(0, 16)}`;
  };
  const sources = [`${tools}.js`, `${tools}_bg.wasm`];
  const toolsStem = hashed("tools", ...sources.map((file) => readFileSync(file)));
  const names = [`${toolsStem}.js`, `${toolsStem}_bg.wasm`];
  const [toolsScript, toolsWasm] = names.map((name) => join(dirname(stem), name));
  const itself = readFileSync(sources[0], "utf8");
  writeFileSync(toolsScript, itself.replace(basename(sources[1]), names[1]));
  copyFileSync(sources[1], toolsWasm);
  const asking = readFileSync("assets/tools.js", "utf8")
    .replace("{script}", names[0])
    .replace("{wasm}", names[1]);
  const code = await minified(script + asking);
  writeFileSync(js, code);

  const renamed = hashed(stem.replace(/-\w+$/, ""), code, readFileSync(wasm));
  renameSync(js, `${renamed}.js`);
  renameSync(wasm, `${renamed}_bg.wasm`);
  const start = join(dirname(page), "start.js");
  writeFileSync(start, await minified(readFileSync(start, "utf8")));

  // One style sheet in place of many, each of which would be asked for, without what only its
  // authors read.
  const LINKS = /(<link rel="stylesheet" href="[^"]+"[^>]*>\s*)+/;
  const text = readFileSync(page, "utf8").replaceAll(basename(stem), basename(renamed));
  const links = text.match(LINKS)[0];
  const sheets = Array.from(links.matchAll(/href="([^"]+)"/g), ([, name]) => join(dirname(page), name));
  const style = sheets
    .map((sheet) => readFileSync(sheet, "utf8").replace(/\/\*[^]*?\*\//g, ""))
    .join("\n")
    .replace(/\s*\n\s*/g, "\n")
    .replace(/([{};,])\n/g, "$1");
  const name = `${hashed("style", style)}.css`;
  writeFileSync(join(dirname(page), name), style);
  sheets.forEach((sheet) => rmSync(sheet));
  // Style that came spoilt is not applied: `assets/start.js` asks for it anew.
  const integrity = `sha256-${createHash("sha256").update(style).digest("base64")}`;
  const link = `<link rel="stylesheet" href="./${name}" integrity="${integrity}" crossorigin>`;
  writeFileSync(page, text.replace(LINKS, `${link}\n    `));
}
