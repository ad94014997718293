/** Messages reach their functions in a session only; what fails or was cancelled is answered without quoting the text. */
import assert from "node:assert/strict";
import { CancellationToken, type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { notification, request } from "../../server/src/lsp/route.ts";
import type { Session } from "../../server/src/lsp/session.ts";

type Handler = (params: unknown, token?: CancellationToken) => unknown;

describe("a route", () => {
  const logged: string[] = [];
  let handler: Handler;
  const take = (_method: string, taken: Handler): void => {
    handler = taken;
  };
  const connection = {
    onRequest: take,
    onNotification: take,
    console: { error: (text: string) => logged.push(text) },
  } as unknown as Connection;
  const session = {} as Session;
  const fails = (): unknown => JSON.parse("the text that a parser quotes");

  beforeEach(() => logged.splice(0));

  it("answers", async () => {
    request("x", async (_session, params) => params).attach(connection, () => session);
    assert.equal(await handler(5, CancellationToken.None), 5);
  });

  it("answers that the request was cancelled, unless the answer says so itself", async () => {
    request("x", () => 5).attach(connection, () => session);
    assert.equal(
      ((await handler(5, CancellationToken.Cancelled)) as ResponseError).code,
      LSPErrorCodes.RequestCancelled,
    );
    request("x", () => ({ cancelled: true })).attach(connection, () => session);
    assert.deepEqual(await handler(5, CancellationToken.Cancelled), { cancelled: true });
  });

  it("answers something empty where it fails, and logs where, not what", async () => {
    request<unknown, unknown>("x", fails, []).attach(connection, () => session);
    assert.deepEqual(await handler(5, CancellationToken.None), []);
    request("x", fails).attach(connection, () => session);
    const answer = (await handler(5, CancellationToken.None)) as ResponseError;
    assert.ok(answer instanceof ResponseError);
    notification("y", fails).attach(connection, () => session);
    handler(5);
    assert.equal(logged.length, 3);
    for (const text of [...logged, answer.message]) assert.doesNotMatch(text, /parser|quotes/);
    assert.match(logged[0]!, /^x failed: SyntaxError at /);
  });

  it("takes nothing where there is no session", async () => {
    request("x", () => 5).attach(connection, () => undefined);
    assert.ok((await handler(5, CancellationToken.None)) instanceof ResponseError);
    notification("y", fails).attach(connection, () => undefined);
    handler(5);
    assert.deepEqual(logged, []);
  });
});
