// Counts JUnit XML reports below a folder: "passed failed skipped"; with --skips lists each skip and its reason.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const skipsOnly = process.argv.includes("--skips");
const root = process.argv.filter((a) => !a.startsWith("--"))[2] ?? ".";

function* reports(dir) {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && entry.name !== "src") yield* reports(path);
    } else if (/^TEST-.*\.xml$/.test(entry.name) && /-reports$/.test(dir)) {
      yield path;
    }
  }
}

let passed = 0;
let failed = 0;
let skipped = 0;
for (const file of reports(root)) {
  const xml = readFileSync(file, "utf8");
  for (const m of xml.matchAll(/<testcase\b([^>]*?)(\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const body = m[3] ?? "";
    if (/<(failure|error)\b/.test(body)) failed++;
    else if (/<skipped\b/.test(body)) {
      skipped++;
      if (skipsOnly) {
        const name = /\bname="([^"]*)"/.exec(m[1])?.[1];
        const type = /\bclassname="([^"]*)"/.exec(m[1])?.[1];
        const why = /<skipped[^>]*message="([^"]*)"/.exec(body)?.[1] ?? "no reason given";
        console.log(`    skipped ${type}.${name}: ${why}`);
      }
    } else passed++;
  }
}
if (!skipsOnly) console.log(passed, failed, skipped);
