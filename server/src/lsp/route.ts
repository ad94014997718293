/** How a message reaches its function: only in a session, never as a failure that quotes the text it failed on. */
import * as l10n from "@vscode/l10n";
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { describeFailure } from "./failure.ts";
import type { Session } from "./session.ts";

/** Hangs one message on the connection. */
export interface Route {
  attach(connection: Connection, current: () => Session | undefined): void;
}

/**
 * @param empty what is answered where the function failed on what it was sent; where there is none, a plain error is
 */
export function request<Params, Result>(
  method: string,
  answer: (session: Session, params: Params, token: CancellationToken) => Result | Promise<Result>,
  empty?: Result,
): Route {
  return {
    attach: (connection, current) => {
      connection.onRequest(method, async (params: Params, token: CancellationToken) => {
        const session = current();
        if (!session) return new ResponseError(ErrorCodes.ServerNotInitialized, l10n.t("There is no session."));
        try {
          const result = await answer(session, params, token);
          return token.isCancellationRequested && !isOutcomeOfCancelling(result) ? cancelled() : result;
        } catch (error) {
          if (error instanceof ResponseError) return error;
          connection.console.error(describeFailure(method, error));
          return empty === undefined ? failed(method) : empty;
        }
      });
    },
  };
}

export function notification<Params>(method: string, take: (session: Session, params: Params) => void): Route {
  return {
    attach: (connection, current) => {
      connection.onNotification(method, (params: Params) => {
        try {
          const session = current();
          if (session) take(session, params);
        } catch (error) {
          connection.console.error(describeFailure(method, error));
        }
      });
    },
  };
}

const cancelled = (): ResponseError<void> =>
  new ResponseError(LSPErrorCodes.RequestCancelled, l10n.t("The request was cancelled."));

const failed = (method: string): ResponseError<void> =>
  new ResponseError(ErrorCodes.InternalError, l10n.t("{0} failed; the log says where.", method));

/** Some results say themselves how far the work came. */
const isOutcomeOfCancelling = (result: unknown): boolean =>
  typeof result === "object" && result !== null && "cancelled" in result;
