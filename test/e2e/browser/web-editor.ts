/** VS Code for the web with nothing behind it: the workbench of code-server's build as static files, extensions, and a repository. */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";
import { text } from "node:stream/consumers";

export interface WebEditorOptions {
  /** The folder of VS Code's build, which holds `out` and `extensions`. */
  readonly build: string;
  /** Folders of extensions, by the name that they are served under. */
  readonly extensions: Readonly<Record<string, string>>;
  /** The files of the repository, by path; what is written is put here. */
  readonly files: Record<string, string>;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface WebEditor {
  readonly origin: string;
  stop(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
};

export async function startWebEditor(options: WebEditorOptions): Promise<WebEditor> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch(() => response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://127.0.0.1:${port}`, stop };
}

async function answer(options: WebEditorOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const [, first = "", ...rest] = decodeURIComponent(pathname).split("/");
  const path = rest.join("/");
  if (first === "") return send(response, ".html", page(options, `127.0.0.1:${request.socket.localPort}`));
  // The half of the key of the editor's secret storage that a server keeps.
  if (first === "mint-key") return send(response, "", Buffer.alloc(32, 7));
  if (first === "repository") {
    if (request.method === "PUT") options.files[path] = await text(request);
    return send(response, ".json", JSON.stringify(options.files));
  }
  const root = first === "extension" ? options.extensions[rest[0] ?? ""] : join(options.build, first);
  if (root === undefined) throw new Error("nothing is served here");
  const file = normalize(join(root, first === "extension" ? rest.slice(1).join("/") : path));
  if (!file.startsWith(root + sep)) throw new Error("that lies outside");
  const bytes = readFileSync(file);
  send(response, extname(file), file.endsWith("workbench.js") ? unpatched(bytes.toString()) : bytes);
}

/** code-server always connects to its server, and keeps the person's data there; the web's own build does neither. */
function unpatched(source: string): string {
  const connected = "remoteAuthority:location.host}";
  const home = /return \w+\((\w+\.file)\(this\.userDataPath\)\.with\(\{scheme:(\w+)\.vscodeRemote\}\),"User"\)/;
  if (!source.includes(connected) || !home.test(source)) throw new Error("this is not the pinned build of code-server");
  return source.replace(connected, "}").replace(home, 'return $1("/User").with({scheme:$2.vscodeUserData})');
}

function send(response: ServerResponse, extension: string, body: string | Buffer): void {
  response.writeHead(200, {
    "content-type": TYPES[extension] ?? "application/octet-stream",
    "access-control-allow-origin": "*",
  });
  response.end(body);
}

/** As the build's own page, without a server to connect to. */
function page({ extensions, settings }: WebEditorOptions, authority: string): string {
  const configuration = {
    folderUri: { $mid: 1, scheme: "vscode-vfs", authority: "github", path: "/acme/pay" },
    additionalBuiltinExtensions: Object.keys(extensions).map((name) => ({
      $mid: 1,
      scheme: "http",
      authority,
      path: `/extension/${name}`,
    })),
    isEnabledFileDownloads: false,
    isEnabledFileUploads: false,
    isEnabledCoderGettingStarted: false,
    productConfiguration: { nameShort: "Code", nameLong: "Code" },
    webviewEndpoint: `http://${authority}/out/vs/workbench/contrib/webview/browser/pre`,
    configurationDefaults: settings,
  };
  const data = JSON.stringify(configuration).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta id="vscode-workbench-web-configuration" data-settings="${data}">
<meta id="vscode-workbench-web-base-url" data-settings="">
<meta id="vscode-workbench-auth-session" data-settings="">
<link rel="stylesheet" href="/out/vs/code/browser/workbench/workbench.css">
</head>
<body aria-label=""></body>
<script>globalThis._VSCODE_FILE_ROOT = location.origin + "/out/";</script>
<script type="module" src="/out/nls.messages.js"></script>
<script type="module" src="/out/vs/code/browser/workbench/workbench.js"></script>
</html>`;
}
