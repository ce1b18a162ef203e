// Puts the page and all it loads into build/pictures: node build.mjs
import { cpSync, mkdirSync } from "node:fs";
import { basename } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname;
const out = `${here}/../../build/pictures`;
const modules = `${here}/node_modules`;
const loaded = [
    `${here}/page.html`,
    ...["olm.js", "olm.wasm", "olm_legacy.js"].map((name) => `${modules}/@matrix-org/olm/${name}`),
    `${modules}/hydrogen-view-sdk/lib-build/sw.js`,
    `${modules}/hydrogen-view-sdk/asset-build/assets/main.js`,
    `${modules}/hydrogen-view-sdk/asset-build/assets/download-sandbox.html`,
];

await build({
    absWorkingDir: here,
    entryPoints: ["page.js"],
    bundle: true,
    external: ["crypto", "fs", "path"], // named by Olm, used by it in Node only
    loader: { ".svg": "file", ".woff": "file", ".woff2": "file" },
    logLevel: "warning",
    outdir: out,
    target: "chrome110",
});
mkdirSync(out, { recursive: true });
for (const file of loaded) cpSync(file, `${out}/${basename(file)}`);
