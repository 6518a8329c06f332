// Reads the JSON envelope of `nps apex test --json` and prints "passed failed unsupported"; nothing when unreadable.
import { readFileSync } from "node:fs";

try {
  const { result } = JSON.parse(readFileSync(process.argv[2], "utf8"));
  if (result) console.log(result.passed, result.failed, result.unsupported);
} catch {
  process.exitCode = 1;
}
