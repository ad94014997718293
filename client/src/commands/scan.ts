/** Scans the workspace, with progress in the view, until done or stopped. */
import * as vscode from "vscode";
import { type ScanWorkspaceParams, type ScanWorkspaceResult, scanWorkspace } from "../../../server/src/protocol.ts";
import { countOfTokens } from "../inventory/words.ts";
import type { Server } from "../server.ts";

export class Scanner {
  readonly #server: Server;
  readonly #log: vscode.LogOutputChannel;
  #running: vscode.CancellationTokenSource | undefined;

  constructor(server: Server, log: vscode.LogOutputChannel) {
    this.#server = server;
    this.#log = log;
  }

  /** Ends when the scan does; never throws. A scan that runs is stopped first: what it would say is out of date. */
  async run(): Promise<void> {
    this.stop();
    const running = new vscode.CancellationTokenSource();
    this.#running = running;
    try {
      await vscode.window.withProgress({ location: { viewId: "tokenward.inventory" } }, () =>
        this.#scan(running.token),
      );
    } catch (error) {
      if (!(error instanceof vscode.CancellationError || running.token.isCancellationRequested)) this.#complain(error);
    } finally {
      running.dispose();
      if (this.#running === running) this.#running = undefined;
    }
  }

  stop(): void {
    this.#running?.cancel();
  }

  async #scan(cancel: vscode.CancellationToken): Promise<void> {
    const params: ScanWorkspaceParams = {};
    const { cancelled, files, skipped, tokens, milliseconds } = await this.#server.request<ScanWorkspaceResult>(
      scanWorkspace,
      params,
      cancel,
    );
    if (cancelled) return;
    this.#log.info(`Workspace scanned: ${files} files, ${skipped} skipped, ${tokens} tokens, ${milliseconds} ms`);
    vscode.window.setStatusBarMessage(vscode.l10n.t("{0} in {1} files", countOfTokens(tokens), files), 5000);
  }

  #complain(error: unknown): void {
    this.#log.error("The workspace could not be scanned", String(error));
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("The workspace could not be scanned; the output of Tokenward says why"),
      10000,
    );
  }
}
