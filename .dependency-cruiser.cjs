/** The import law: which folder may know which, each rule with its reason. Run by `npm run check:imports`. */

const path = (...folders) => ({ path: folders });

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Data flows one way; two files that need each other are one thing or three.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      comment: "A file that nobody imports is dead, unless it is a door.",
      severity: "error",
      from: {
        orphan: true,
        pathNot: [
          "^(test|scripts)/",
          "^server/src/(main|main-browser|cli|thread)\\.ts$",
          "^client/src/extension(-browser)?\\.ts$",
        ],
      },
      to: {},
    },
    {
      name: "engine-imports-itself-only",
      comment:
        "The engine runs in a test, a server, a command line and a browser alike: it knows no editor, no protocol, no machine. The hashes of @noble are pure.",
      severity: "error",
      from: path("^server/src/engine/"),
      to: { pathNot: ["^server/src/engine/", "^node_modules/@noble/hashes/"] },
    },
    {
      name: "stages-know-the-nouns-not-each-other",
      comment: "Reading, detecting, judging and fixing meet in the nouns and in index.ts.",
      severity: "error",
      from: { path: "^server/src/engine/(read|detect|judge|fix|pattern)/" },
      to: {
        path: "^server/src/engine/(read|detect|judge|fix|pattern)/",
        pathNot: [
          "^server/src/engine/$1/",
          "^server/src/engine/read/(facts|form|assignment|embedded|chain|tied)\\.ts$",
          "^server/src/engine/pattern/syntax\\.ts$",
        ],
      },
    },
    {
      name: "outer-rings-know-the-nouns-and-the-port",
      comment: "Providers, reports, lifecycle, config and workspace can be tested against a host in memory.",
      severity: "error",
      from: path("^server/src/(config|providers|report|lifecycle|workspace)/"),
      to: {
        path: ["^server/src/", "^client/"],
        pathNot: ["^server/src/(engine|config|workspace|report|lifecycle|providers)/", "^server/src/host/host\\.ts$"],
      },
    },
    {
      name: "reports-stay-reports",
      comment: "A report shows what it is handed; it finds, reads and changes nothing.",
      severity: "error",
      from: path("^server/src/report/"),
      to: { path: "^server/src/", pathNot: ["^server/src/report/", "^server/src/engine/"] },
    },
    {
      name: "lsp-is-a-view",
      comment: "The language server shows findings in the protocol's words; it reaches the machine through the port.",
      severity: "error",
      from: path("^server/src/lsp/"),
      to: {
        path: ["^server/src/", "^client/"],
        pathNot: [
          "^server/src/(lsp|engine|providers|lifecycle|config|workspace)/",
          "^server/src/host/host\\.ts$",
          "^server/src/protocol\\.ts$",
        ],
      },
    },
    {
      name: "commands-are-a-view",
      comment: "Commands and the language server are siblings; neither knows the other.",
      severity: "error",
      from: path("^server/src/commands/"),
      to: { path: ["^server/src/(lsp|main|protocol)", "^client/"] },
    },
    {
      name: "node-lives-in-the-host-and-the-doors",
      comment: "Everything else must run in a browser, or be tested without a disk.",
      severity: "error",
      from: {
        path: "^(server|client)/src/",
        pathNot: ["^server/src/host/", "^server/src/(main|cli)\\.ts$", "^server/src/commands/"],
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "client-is-thin",
      comment: "The client shows what the server says: it knows the editor, the language client and the protocol.",
      severity: "error",
      from: path("^client/src/"),
      to: {
        pathNot: [
          "^client/src/",
          "^server/src/protocol\\.ts$",
          "^node_modules/(@types/)?vscode(-languageclient|-languageserver-protocol|-languageserver-types|-jsonrpc)?/",
        ],
      },
    },
    {
      name: "doors-are-entered-from-outside",
      comment: "main, main-browser, cli and thread compose the rest; nobody imports them.",
      severity: "error",
      from: {},
      to: { path: "^server/src/(main|main-browser|cli|thread)\\.ts$" },
    },
    {
      name: "product-knows-no-tests",
      comment: "What ships does not depend on what checks it.",
      severity: "error",
      from: path("^(server|client)/src/"),
      to: { path: "^(test|scripts)/" },
    },
    {
      name: "declared-dependencies-only",
      comment: "A package that is not in package.json is there by chance.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "undetermined"], pathNot: "^vscode$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|generated|test/fixtures)/|^esbuild\\.mjs$" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
