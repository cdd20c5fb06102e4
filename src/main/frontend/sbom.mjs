// Completes the list of what Samenspel is made of (SBOM, CycloneDX), and stops the build when something is missing from it.
//
//   node sbom.mjs LIST.cdx.json CLASSPATH
//
// Adds what the front end passes on to browsers, from package-lock.json; then looks for every jar of the classpath.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const [file, classpath = ""] = process.argv.slice(2);
if (!fs.existsSync(file)) {
    // the plugin that lists the jars works with a network only
    console.log("No list of parts: this build is offline.");
    process.exit(0);
}
const list = JSON.parse(fs.readFileSync(file, "utf8"));

// They build or test, and leave nothing of themselves behind.
const tools = ["esbuild", "sass", "ical.js"];

const lock = JSON.parse(fs.readFileSync(path.join(here, "package-lock.json"), "utf8")).packages;
const passedOn = new Set();
const follow = (name) => {
    const found = lock[`node_modules/${name}`];
    if (!found) {
        fail(`${name} is not in package-lock.json.`);
    }
    if (!passedOn.has(name)) {
        passedOn.add(name);
        Object.keys(found.dependencies ?? {}).forEach(follow);
    }
};
Object.keys(lock[""].devDependencies)
    .filter((name) => !tools.includes(name))
    .forEach(follow);

const isOurs = (component) => component.purl?.startsWith("pkg:npm/");
list.components = (list.components ?? []).filter((component) => !isOurs(component));
for (const name of [...passedOn].sort()) {
    const { version, license, integrity } = lock[`node_modules/${name}`];
    const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
    list.components.push({
        type: "library",
        "bom-ref": purl,
        name,
        version,
        purl,
        ...(license ? { licenses: [{ expression: license }] } : {}),
        ...(integrity?.startsWith("sha512-")
            ? { hashes: [{ alg: "SHA-512", content: Buffer.from(integrity.slice(7), "base64").toString("hex") }] }
            : {}),
    });
}

// …/group/artifact/version/artifact-version.jar
const listed = new Set(list.components.map((component) => `${component.name} ${component.version}`));
const missing = classpath
    .split(path.delimiter)
    .filter((entry) => entry.endsWith(".jar"))
    .map((entry) => entry.split(path.sep).slice(-3, -1).join(" "))
    .filter((part) => !listed.has(part));
if (missing.length > 0) {
    fail(`Not in the list of parts (${file}): ${missing.join(", ")}`);
}

fs.writeFileSync(file, JSON.stringify(list, null, 2));
console.log(`Parts: ${list.components.length}, of which ${passedOn.size} in the front end`);

function fail(why) {
    console.error(why);
    process.exit(1);
}
