/** Whether a file is read by its language's own tool, where one is installed. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { type Loader, transformSync } from "esbuild";

const LOADERS: Readonly<Record<string, Loader>> = {
  ".js": "jsx",
  ".mjs": "jsx",
  ".cjs": "jsx",
  ".jsx": "jsx",
  ".ts": "ts",
  ".mts": "ts",
  ".tsx": "tsx",
};

/** `FILE` is the file; what a tool says of names that it cannot find is no fault of the text. */
const TOOLS: Readonly<Record<string, { readonly words: readonly string[]; readonly fault?: RegExp }>> = {
  ".py": { words: ["python3", "-c", "import ast, sys; ast.parse(open(sys.argv[1]).read())", "FILE"] },
  ".go": { words: ["gofmt", "-e", "FILE"] },
  ".php": { words: ["php", "-l", "FILE"] },
  ".rb": { words: ["ruby", "-c", "FILE"] },
  ".lua": { words: ["luac5.4", "-p", "FILE"] },
  ".R": { words: ["Rscript", "--vanilla", "-e", "invisible(parse('FILE'))"] },
  ".sh": { words: ["bash", "-n", "FILE"] },
  ".rs": {
    words: ["rustfmt", "--edition", "2021", "--check", "--config", "skip_children=true", "FILE"],
    fault: /^error/m,
  },
  ".pl": { words: ["perl", "-c", "FILE"], fault: /syntax error|Can't find string|near "/ },
  ".pm": { words: ["perl", "-c", "FILE"], fault: /syntax error|Can't find string|near "/ },
  ".java": {
    words: ["javac", "-proc:none", "-d", "out", "FILE"],
    fault:
      /error: (?!cannot find|package|incompatible|method does not|static import|cannot access|name clash|.* is not abstract|class .* is public)/,
  },
};

/** @returns undefined where no such tool is installed */
export function isReadByItsTool(path: string, text: string): boolean | undefined {
  const ending = extname(path);
  const loader = LOADERS[ending];
  if (loader) return isReadByEsbuild(text, loader);
  const tool = TOOLS[ending];
  return tool && isReadBy(tool, ending, text);
}

function isReadByEsbuild(text: string, loader: Loader): boolean {
  try {
    transformSync(text, { loader, logLevel: "silent" });
    return true;
  } catch {
    return false;
  }
}

function isReadBy(
  { words, fault }: NonNullable<(typeof TOOLS)[string]>,
  ending: string,
  text: string,
): boolean | undefined {
  const folder = mkdtempSync(join(tmpdir(), "tokenward-read-"));
  try {
    const file = `file${ending}`;
    writeFileSync(join(folder, file), text);
    const [program, ...args] = words.map((word) => word.replaceAll("FILE", file));
    const { error, status, stderr } = spawnSync(program!, args, { cwd: folder, encoding: "utf8", timeout: 60_000 });
    if (error) return undefined;
    return fault ? !fault.test(stderr) : status === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
