// Reads lines as the SDK of a CI service does: node read.mjs PACKAGES SERVICE, a line or a JSON value on standard input each.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { readFileSync } from "node:fs";

const [packages, service] = process.argv.slice(2);
const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);

if (service === "azure") {
  const { commandFromString } = createRequire(import.meta.url)(join(packages, "azure-pipelines-task-lib", "taskcommand.js"));
  for (const line of lines) console.log(JSON.stringify(commandFromString(line)));
} else {
  const core = await import(pathToFileURL(join(packages, "@actions", "core", "lib", "core.js")));
  for (const line of lines) {
    const { level, message, properties } = JSON.parse(line);
    core[level](message, properties);
  }
}
