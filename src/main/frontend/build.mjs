// Builds the look: one style sheet, one script, one set of icons.
//
//   node build.mjs OUTPUT-FOLDER
//
// Fetches packages only when package-lock.json changed, and bundles only when a source changed,
// so that it can stand in every build and works without a network once node_modules is there.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const here = path.dirname(fileURLToPath(import.meta.url));
const packages = path.join(here, "node_modules");
const output = path.resolve(process.argv[2] ?? path.join(here, "../../../target/classes/static/ui"));

const MOST_CSS_BYTES = 50 * 1024;

fetchPackages();
await bundle();

function fetchPackages() {
    const wanted = hash([path.join(here, "package-lock.json")]);
    const stamp = path.join(packages, ".fetched-for");
    if (read(stamp) === wanted) {
        return;
    }
    console.log("Front-end: fetching packages (npm ci)");
    const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
        cwd: here,
        stdio: ["ignore", "inherit", "inherit"],
        shell: process.platform === "win32",
    });
    if (npm.status !== 0) {
        console.error("npm ci did not succeed. It needs a network once; after that the build works without.");
        process.exit(1);
    }
    fs.writeFileSync(stamp, wanted);
}

async function bundle() {
    const wanted = hash(sources(here));
    // not in the output: everyone could read it there
    const stamp = path.join(packages, `.built-in-${createHash("sha256").update(output).digest("hex").slice(0, 16)}`);
    if (read(stamp) === wanted && fs.existsSync(path.join(output, "licences.txt"))) {
        return;
    }
    const { default: esbuild } = await import("esbuild");
    const { default: icons } = await import(pathToFileURL(path.join(here, "icons.mjs")));

    fs.rmSync(output, { recursive: true, force: true });
    fs.mkdirSync(output, { recursive: true });

    const common = {
        absWorkingDir: here,
        bundle: true,
        minify: true,
        legalComments: "none",
        outdir: output,
        logLevel: "warning",
        target: ["chrome100", "firefox100", "safari15.4"],
    };
    await esbuild.build({
        ...common,
        stdin: { contents: await styles(), loader: "css", resolveDir: here, sourcefile: "samenspel.css" },
        entryNames: "samenspel",
        assetNames: "[name]-[hash]",
        loader: { ".woff2": "file" },
    });
    await esbuild.build({ ...common, entryPoints: { samenspel: "./samenspel.js" }, format: "iife" });

    fs.writeFileSync(path.join(output, "icons.svg"), sprite(icons));
    fs.copyFileSync(path.join(here, "mark.svg"), path.join(output, "mark.svg"));
    fs.writeFileSync(path.join(output, "licences.txt"), licences());

    const size = (name) => gzipSync(fs.readFileSync(path.join(output, name)), { level: 9 }).length;
    console.log(
        `Front-end: css ${kilobytes(size("samenspel.css"))}, js ${kilobytes(size("samenspel.js"))}, ` +
            `icons ${kilobytes(size("icons.svg"))} (compressed)`,
    );
    if (size("samenspel.css") > MOST_CSS_BYTES) {
        console.error(`The style sheet is more than ${kilobytes(MOST_CSS_BYTES)} compressed.`);
        process.exit(1);
    }
    fs.writeFileSync(stamp, wanted);
}

/// Our own style words, made of the Utrecht components' mixins: their design tokens, our class names.
async function styles() {
    const sass = await import("sass");
    const utrecht = {
        findFileUrl(url) {
            return url.startsWith("~") ? pathToFileURL(path.join(packages, url.slice(1))) : null;
        },
    };
    return sass.compile(path.join(here, "styles/samenspel.scss"), { importers: [utrecht], quietDeps: true }).css;
}

/// One file with a symbol per icon; pages point into it with <use href="…#name">.
function sprite(names) {
    const symbols = names.map((name) => {
        const svg = fs.readFileSync(path.join(packages, "lucide-static/icons", `${name}.svg`), "utf8");
        const drawing = svg
            .replace(/<!--[\s\S]*?-->/g, "")
            .replace(/^[\s\S]*?<svg[^>]*>/, "")
            .replace(/<\/svg>\s*$/, "")
            .replace(/\s+/g, " ")
            .trim();
        return (
            `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" ` +
            `stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${drawing}</symbol>`
        );
    });
    return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

/// What others made and we pass on.
function licences() {
    const passedOn = Object.keys(JSON.parse(read(path.join(here, "package.json"))).devDependencies).filter(
        (name) => name !== "esbuild" && name !== "sass",
    );
    return passedOn
        .map((name) => {
            const folder = path.join(packages, name);
            const file = fs.readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
            const { version, license } = JSON.parse(read(path.join(folder, "package.json")));
            return `${name} ${version} (${license})\n\n${file ? read(path.join(folder, file)) : ""}`;
        })
        .join("\n\n----\n\n");
}

function sources(folder) {
    return fs
        .readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.name !== "node_modules")
        .flatMap((entry) => {
            const file = path.join(folder, entry.name);
            return entry.isDirectory() ? sources(file) : [file];
        })
        .sort();
}

function hash(files) {
    const digest = createHash("sha256");
    for (const file of files) {
        digest.update(path.relative(here, file)).update("\0").update(fs.readFileSync(file)).update("\0");
    }
    return digest.digest("hex");
}

function read(file) {
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
}

function kilobytes(bytes) {
    return `${(bytes / 1024).toFixed(1)} kB`;
}
