/** Services as their documentation describes them, as far as the providers ask them. */
import { type FakeAnswer, type FakeRequest, fakeServer, type RunningServer } from "./server.ts";

/** https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets */
export function googleSecrets(): Promise<RunningServer> {
  const secrets = new Map<string, string[]>();
  const all = "/v1/projects/test-project/secrets";
  return fakeServer(({ method, path, query, body, headers }) => {
    if (headers.authorization !== "Bearer token-of-the-test") return { status: 401 };
    if (path === all && method === "GET")
      return { body: { secrets: [...secrets.keys()].map((id) => ({ name: `projects/1/secrets/${id}` })) } };
    if (path === all && method === "POST") {
      const id = query.get("secretId") ?? "";
      if (secrets.has(id))
        return { status: 409, body: { error: { code: 409, message: "exists", status: "ALREADY_EXISTS" } } };
      secrets.set(id, []);
      return { body: { name: `projects/1/secrets/${id}` } };
    }
    const [, id = "", rest = ""] = /^\/v1\/projects\/test-project\/secrets\/([\w-]+)(.*)$/.exec(path) ?? [];
    const versions = secrets.get(id);
    if (!versions) return undefined;
    if (rest === "" && method === "GET") return { body: { name: `projects/1/secrets/${id}` } };
    if (rest === "" && method === "DELETE") return secrets.delete(id) ? {} : undefined;
    if (rest === ":addVersion") {
      versions.push((body.payload as { data: string }).data);
      return {
        body: { name: `projects/1/secrets/${id}/versions/${versions.length}`, clientSpecifiedPayloadChecksum: true },
      };
    }
    if (rest === "/versions") return { body: { versions: [] } };
    if (rest === "/versions/latest:access" && versions.length > 0)
      return {
        body: { name: `projects/1/secrets/${id}/versions/${versions.length}`, payload: { data: versions.at(-1) } },
      };
    return undefined;
  });
}

/** https://learn.microsoft.com/rest/api/keyvault/secrets/: deleted names are kept for a while, and come back slowly. */
export function azureVault(): Promise<RunningServer> {
  const live = new Map<string, { value: unknown; tags: unknown }>();
  const deleted = new Map<string, { value: unknown; tags: unknown }>();
  let busy = 0;
  const bundle = (id: string, { value, tags }: { value?: unknown; tags: unknown }): FakeAnswer => ({
    body: { id: `https://vault/secrets/${id}`, ...(value !== undefined && { value }), tags },
  });
  const secret = ({ method, body }: FakeRequest, id: string): FakeAnswer | undefined => {
    if (method === "PUT") {
      if (deleted.has(id) || busy-- > 0) return { status: 409 };
      live.set(id, { value: body.value, tags: body.tags });
    }
    const known = live.get(id);
    if (known && method === "DELETE") {
      deleted.set(id, known);
      live.delete(id);
    }
    return known && bundle(id, known);
  };
  return fakeServer((request) => {
    const { method, path, query, headers } = request;
    if (headers.authorization !== "Bearer token-of-the-test" || query.get("api-version") === null)
      return { status: 401 };
    if (path === "/secrets" && method === "GET") {
      const from = Number(query.get("skip") ?? 0);
      const page = [...live].slice(from, from + 2).map(([id, { tags }]) => bundle(id, { tags }).body);
      const next = `http://${headers.host}/secrets?api-version=7.4&skip=${from + 2}`;
      return { body: { value: page, nextLink: from + 2 < live.size ? next : null } };
    }
    const recovered = /^\/deletedsecrets\/([A-Za-z0-9-]+)\/recover$/.exec(path)?.[1];
    if (recovered !== undefined) {
      const known = deleted.get(recovered);
      if (!known) return undefined;
      live.set(recovered, known);
      deleted.delete(recovered);
      busy = 1;
      return {};
    }
    const id = /^\/secrets\/([A-Za-z0-9-]+)$/.exec(path)?.[1];
    return id === undefined ? undefined : secret(request, id);
  });
}

/** https://infisical.com/docs/api-reference/endpoints/secrets/list */
export function infisicalEnvironment(): Promise<RunningServer> {
  const secrets = new Map<string, unknown>();
  const isScope = (given: { get(name: string): unknown }): boolean =>
    given.get("projectId") === "w1" && given.get("environment") === "dev" && given.get("secretPath") === "/";
  return fakeServer(({ method, path, query, body, headers }) => {
    if (headers.authorization !== "Bearer token-of-the-test") return { status: 401 };
    if (!isScope(method === "GET" ? query : { get: (name) => body[name] })) return { status: 400 };
    if (path === "/api/v4/secrets" && method === "GET")
      return { body: { secrets: [...secrets].map(([secretKey, secretValue]) => ({ secretKey, secretValue })) } };
    const name = /^\/api\/v4\/secrets\/(\w+)$/.exec(path)?.[1];
    if (name === undefined || (method !== "POST" && !secrets.has(name))) return undefined;
    if (method === "POST" && secrets.has(name)) return { status: 400 };
    if (method === "DELETE") secrets.delete(name);
    else secrets.set(name, body.secretValue);
    return { body: { secret: { secretKey: name } } };
  });
}

/** https://docs.doppler.com/reference/secrets-list: the names that the command line asks for, and what it writes. */
export function dopplerConfig(): Promise<RunningServer> {
  const secrets = new Map<string, string>([
    ["DOPPLER_PROJECT", "acme"],
    ["DOPPLER_CONFIG", "dev"],
  ]);
  const shown = (value: string): object => ({ raw: value, computed: value, note: "" });
  return fakeServer(({ method, path, query, body }) => {
    if (query.get("project") !== "acme" && body.project !== "acme")
      return { status: 400, body: { messages: ["no such project"], success: false } };
    if (path === "/v3/configs/config/secrets/names") return { body: { names: [...secrets.keys()], success: true } };
    if (path === "/v3/configs/config/secrets" && method === "GET")
      return {
        body: { secrets: Object.fromEntries([...secrets].map(([name, value]) => [name, shown(value)])), success: true },
      };
    if (path === "/v3/configs/config/secrets" && method === "POST") {
      for (const { name, value, shouldDelete } of changesOf(body)) {
        if (shouldDelete || value === null) secrets.delete(name);
        else secrets.set(name, String(value));
      }
      return {
        body: { secrets: Object.fromEntries([...secrets].map(([name, value]) => [name, shown(value)])), success: true },
      };
    }
    return undefined;
  });
}

interface Change {
  readonly name: string;
  readonly value: unknown;
  readonly shouldDelete?: boolean;
}

function changesOf({ change_requests: changes, secrets }: Record<string, unknown>): readonly Change[] {
  if (Array.isArray(changes)) return changes as Change[];
  return Object.entries((secrets ?? {}) as Record<string, unknown>).map(([name, value]) => ({ name, value }));
}
