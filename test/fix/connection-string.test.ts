/** Connection strings move whole where one literal holds them, and their password alone where a program puts them together. */
import assert from "node:assert/strict";
import { planMove } from "../../server/src/engine/fix/index.ts";
import { scan } from "../../server/src/engine/index.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { dotenv } from "../../server/src/providers/dotenv.ts";
import { builtinCatalogue as catalogue } from "../builtin.ts";
import { applied, references } from "./fixture.ts";

/** What is expected to move stands between `[[` and `]]`. */
const programs: readonly (readonly [path: string, name: string, template: string])[] = [
  [
    "app.py",
    "DATABASE_CONNECTION_STRING",
    'c = pyodbc.connect("[[DRIVER={SQL Server};SERVER=db;UID=app;PWD={alnum:12};]]")\n',
  ],
  ["app.py", "DATABASE_PASSWORD", 'c = pyodbc.connect(f"SERVER={host};UID=app;PWD=[[{alnum:12}]];")\n'],
  ["app.py", "DATABASE_PASSWORD", 'c = connect(\n    "SERVER=db;UID=app;"\n    "PWD=[[{alnum:12}]];Encrypt=yes"\n)\n'],
  [
    "app.py",
    "POSTGRES_CONNECTION_STRING",
    'c = psycopg2.connect("[[host=db user=app password={alnum:12} dbname=shop]]")\n',
  ],
  [
    "src/db.ts",
    "DATABASE_CONNECTION_STRING",
    'connect("[[Data Source=db;Initial Catalog=app;User ID=sa;Password={alnum:14}]]");\n',
  ],
  ["src/db.ts", "DATABASE_PASSWORD", "connect(`Server=${host};User Id=app;Password=[[{alnum:14}]]`);\n"],
  [
    "src/bus.ts",
    "SERVICEBUS_CONNECTION_STRING",
    'f("[[Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey={base64:43}=]]");\n',
  ],
  [
    "src/hub.ts",
    "IOTHUB_CONNECTION_STRING",
    'f("[[HostName=acme.azure-devices.net;DeviceId=pump;SharedAccessKey={base64:43}=]]");\n',
  ],
  [
    "src/config.ts",
    "APPCONFIG_CONNECTION_STRING",
    'f("[[Endpoint=https://acme.azconfig.io;Id={alnum:4}-l0-s0:{alnum:20};Secret={base64:43}=]]");\n',
  ],
  [
    "src/cache.ts",
    "REDIS_CONNECTION_STRING",
    'f("[[acme.redis.cache.windows.net:6380,password={base64:43}=,ssl=True]]");\n',
  ],
  [
    "main.go",
    "POSTGRES_CONNECTION_STRING",
    'package main\n\nfunc main() {\n\topen("[[host=db port=5432 user=app password={alnum:12}]]")\n}\n',
  ],
  [
    "main.go",
    "MYSQL_DSN",
    'package main\n\nfunc main() {\n\topen("[[app:{alnum:12}@tcp(db:3306)/shop?parseTime=true]]")\n}\n',
  ],
  [
    "main.go",
    "JDBC_URL",
    'package main\n\nfunc main() {\n\topen("[[jdbc:sqlserver://db:1433;user=sa;password={alnum:12};encrypt=true]]")\n}\n',
  ],
  [
    "up.sh",
    "AZURE_STORAGE_CONNECTION_STRING",
    'az storage blob list --connection-string "[[DefaultEndpointsProtocol=https;AccountName=acme;AccountKey={base64:86}==]]"\n',
  ],
];

describe("connection strings, found and moved", () => {
  for (const [at, [path, name, template]] of programs.entries()) {
    it(`${name} in ${path}: ${template.replace(/\s+/g, " ")}`, () => {
      const { text, expected } = mint(template, seededRandom(at + 1));
      const { findings } = scan({ path, text }, catalogue);
      assert.deepEqual(
        findings.map(({ span }) => span),
        expected,
      );
      const finding = findings[0]!;
      const files = new Map([[path, text]]);
      const rule = catalogue.rule(finding.ruleId)!;
      const document = { path, text };
      const request = { document, finding, sameValue: findings, rule, references, store: dotenv, files };
      const after = applied(files, planMove(request));
      assert.deepEqual([...dotenv.read(after.get(".env")!)], [[name, finding.secret.reveal()]]);
      assert.deepEqual(
        scan({ path, text: after.get(path)! }, catalogue).findings.map(({ ruleId }) => ruleId),
        [],
      );
      assert.equal(scan({ path: ".env", text: after.get(".env")! }, catalogue).findings.length, 1);
    });
  }

  it("are shown without their password", () => {
    for (const [at, [path, , template]] of programs.entries()) {
      const { text, expected } = mint(template, seededRandom(at + 50));
      const finding = scan({ path, text }, catalogue).findings[0]!;
      const value = text.slice(expected[0]!.start, expected[0]!.end);
      const password = /(?:PWD|[pP]assword|Key|Secret|app)[=:]([A-Za-z0-9+/]{12,})/.exec(value)?.[1] ?? value;
      assert.ok(!JSON.stringify(finding).includes(password), template);
    }
  });
});
