// Writes package-lock.json anew, with hashes and without any address: node lock.mjs [FOLDER]
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const folder = process.argv[2] ?? import.meta.dirname;
const file = `${folder}/package-lock.json`;
execFileSync("npm", ["install", "--package-lock-only", "--omit-lockfile-registry-resolved"], {
    cwd: folder,
    stdio: "inherit",
});
const lock = JSON.parse(readFileSync(file, "utf8"));
for (const part of Object.values(lock.packages)) {
    delete part.funding;
    delete part.resolved;
}
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
