// usage: node scripts/lib/lint.mjs flow|apex|lwc
// Runs a linter over the package, and over a fixture with known defects (test/lint), whose findings must be those in its
// expected.txt: a linter that finds nothing there is switched off. Last line: "passed failed".
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, delimiter, join, relative, resolve } from "node:path";
import { createRequire } from "node:module";

const kind = process.argv[2];
const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
process.chdir(root);

function files(dir, end) {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile() && e.name.endsWith(end))
    .map((e) => join(e.parentPath ?? e.path, e.name))
    .sort();
}

const linters = {
  async flow(dirs) {
    const { parse, scan } = createRequire(import.meta.url)("@flow-scanner/lightning-flow-scanner-core");
    const config = JSON.parse(readFileSync("config/lint/flow.json", "utf8"));
    const wanted = Object.keys(config.rules);
    const paths = dirs.flatMap((d) => files(d, ".flow-meta.xml"));
    const rules = Object.fromEntries(wanted.map((name) => [name, { severity: "error", ...config.options[name] }]));
    const parsed = await parse(paths);
    const unreadable = parsed
      .filter((p) => p.errorMessage)
      .map((p) => ({ file: p.uri, line: 0, rule: "unreadable", message: p.errorMessage }));
    const found = scan(parsed, { rules, exceptions: config.exceptions }).flatMap((result) => {
      for (const r of result.ruleResults) {
        if (r.errorMessage) throw new Error(`${r.ruleName}: ${r.errorMessage}`);
      }
      const file = paths.find((p) => basename(p) === `${result.flow.name}.flow-meta.xml`) ?? result.flow.name;
      const text = readFileSync(file, "utf8").split("\n");
      return result.ruleResults
        .filter((r) => r.occurs && wanted.includes(r.ruleName))
        .flatMap((r) =>
          r.details.map((d) => ({
            file,
            line: text.findIndex((l) => l.includes(`<name>${d.name}</name>`)) + 1,
            rule: r.ruleName,
            message: `${d.name ?? result.flow.name}: ${config.rules[r.ruleName]}`,
          })),
        );
    });
    return [...unreadable, ...found];
  },

  async apex(dirs) {
    const target = "tools-java/lint/target";
    const classpath = [`${target}/classes`, readFileSync(`${target}/lint.dependencies`, "utf8").trim()].join(delimiter);
    const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java";
    const args = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"];
    let out;
    try {
      out = execFileSync(
        java,
        [...args, "-cp", classpath, "org.closedloop.lint.ApexLint", "config/lint/pmd-apex.xml", ...dirs],
        { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 26 },
      );
    } catch (e) {
      if (e.status !== 1 || !e.stdout) throw e;
      out = e.stdout;
    }
    return out
      .split("\n")
      .filter(Boolean)
      .map((l) => l.split("\t"))
      .map(([file, line, rule, message]) => ({ file: relative(root, resolve(file)), line, rule, message }));
  },

  async lwc(dirs) {
    const { ESLint } = await import("eslint");
    const eslint = new ESLint({ errorOnUnmatchedPattern: false, overrideConfigFile: "eslint.config.mjs" });
    const results = await eslint.lintFiles(dirs.map((d) => `${d}/**/lwc/**/*.js`));
    return results.flatMap((r) =>
      r.messages.map((m) => ({
        file: relative(root, r.filePath),
        line: m.line ?? 0,
        rule: m.ruleId ?? "syntax",
        message: m.message,
      })),
    );
  },
};

const sources = { flow: ["force-app", "unpackaged"], apex: ["force-app"], lwc: ["force-app"] }[kind];
const fixture = kind === "lwc" ? "test/lint" : `test/lint/${kind}`;
const lint = linters[kind];
if (!lint) {
  console.error("usage: node scripts/lib/lint.mjs flow|apex|lwc");
  process.exit(2);
}

let passed = 0;
let failed = 0;
const all = await lint([...sources, fixture]);
const isFixture = (r) => r.file.startsWith("test/lint/");
const remarks = all.filter((r) => !isFixture(r));
for (const r of remarks) console.log(`error[${r.rule}] ${r.file}:${r.line}  ${r.message}`);
remarks.length ? failed++ : passed++;

const told = all
  .filter(isFixture)
  .map((r) => `${basename(r.file)}:${r.line} ${r.rule}`)
  .sort();
const expected = readFileSync(`test/lint/${kind}/expected.txt`, "utf8").split("\n").filter(Boolean).sort();
const missed = expected.filter((e) => !told.includes(e));
const surplus = told.filter((t) => !expected.includes(t));
missed.forEach((m) => console.log(`self-check: not found any more: ${m}`));
surplus.forEach((s) => console.log(`self-check: found but not expected: ${s}`));
missed.length || surplus.length ? failed++ : passed++;
console.log(passed, failed);
process.exitCode = failed ? 1 : 0;
