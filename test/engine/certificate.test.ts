/** The end of a key's certificate, as openssl and ssh-keygen made it. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { certificateExpiry } from "../../server/src/engine/certificate.ts";
import { TestFolder } from "../lsp/workspace.ts";

const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).error === undefined;

/** What the key's own span gives, in a text that holds it. */
function expiryIn(text: string, key: string): string | undefined {
  const start = text.indexOf(key);
  return certificateExpiry(text, { start, end: start + key.length });
}

describe("the certificate beside a private key", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => folder.remove());
  const run = (program: string, ...args: string[]): string =>
    execFileSync(program, args, { cwd: folder.path, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

  function make(name: string, kind: readonly string[]): { key: string; certificate: string; end: string } {
    const files = ["-keyout", `${name}.key`, "-out", `${name}.crt`];
    run("openssl", "req", "-x509", "-nodes", "-subj", "/CN=a", "-days", "37", ...kind, ...files);
    const said = run("openssl", "x509", "-in", `${name}.crt`, "-noout", "-enddate").trim().replace("notAfter=", "");
    const end = new Date(said).toISOString();
    return { key: folder.read(`${name}.key`).trim(), certificate: folder.read(`${name}.crt`).trim(), end };
  }

  for (const [name, kind] of [
    ["RSA", ["-newkey", "rsa:2048"]],
    ["P-256", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]],
  ] as const)
    describe(name, () => {
      before(function () {
        if (!has("openssl", "version")) this.skip();
      });

      it("tells when it ends, before the key or behind it, in PEM, in JSON and in a kubeconfig", () => {
        const { key, certificate, end } = make("a", kind);
        assert.equal(expiryIn(`${key}\n${certificate}\n`, key), end);
        assert.equal(expiryIn(`${certificate}\n${key}\n`, key), end);
        const quoted = JSON.stringify({ key, certificate });
        assert.equal(expiryIn(quoted, JSON.stringify(key).slice(1, -1)), end);
        const [encoded, data] = [key, certificate].map((pem) => Buffer.from(`${pem}\n`).toString("base64"));
        assert.equal(expiryIn(`client-certificate-data: ${data}\nclient-key-data: ${encoded}\n`, encoded!), end);
      });

      it("tells nothing where it is another key's", () => {
        const [own, other] = [make("a", kind), make("b", kind)];
        assert.equal(expiryIn(`${own.key}\n${other.certificate}\n`, own.key), undefined);
        assert.equal(expiryIn(`${other.certificate}\n${own.certificate}\n${own.key}`, own.key), own.end);
        assert.equal(expiryIn(own.key, own.key), undefined);
      });
    });

  for (const kind of ["ed25519", "rsa", "ecdsa"])
    it(`of OpenSSH tells when it ends (${kind})`, function () {
      if (!has("ssh-keygen", "-?")) return this.skip();
      run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "ca");
      run("ssh-keygen", "-q", "-t", kind, "-N", "", "-f", "id");
      run("ssh-keygen", "-q", "-s", "ca", "-I", "me", "-n", "root", "-V", "20260101000000Z:20310203040506Z", "id.pub");
      const key = folder.read("id").trim();
      assert.equal(expiryIn(`${key}\n${folder.read("id-cert.pub")}`, key), "2031-02-03T04:05:06.000Z");
      run("ssh-keygen", "-q", "-s", "ca", "-I", "me", "-n", "root", "id.pub");
      assert.equal(expiryIn(`${key}\n${folder.read("id-cert.pub")}`, key), undefined);
    });

  it("is no certificate where its bytes are cut or made up, and never throws", () => {
    const body = "MIIB".repeat(60);
    const key = `-----BEGIN ${"PRIVATE"} KEY-----\n${body}\n-----END ${"PRIVATE"} KEY-----`;
    for (let length = 64; length < body.length; length += 7) {
      const text = `${key}\n-----BEGIN CERTIFICATE-----\n${body.slice(0, length)}\n-----END CERTIFICATE-----\nssh-rsa-cert-v01@openssh.com ${body}`;
      assert.equal(expiryIn(text, key), undefined);
    }
  });
});
