/** The questions that commands on a token's life ask; each answer is undefined where it was left. */
import * as vscode from "vscode";
import type { TokenForm } from "../../../server/src/protocol.ts";

export function ask(
  title: string,
  prompt: string,
  more: Pick<vscode.InputBoxOptions, "value" | "validateInput" | "password"> = {},
): Thenable<string | undefined> {
  return vscode.window.showInputBox({ title, prompt, ignoreFocusOut: true, ...more });
}

/** @param days from today on, which is what it proposes */
export function askDay(title: string, prompt: string, days: number): Thenable<string | undefined> {
  const value = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const validateInput = (text: string): string | undefined =>
    /^\d{4}-\d\d-\d\d$/.test(text) ? undefined : vscode.l10n.t("Write it as 2026-12-31");
  return ask(title, prompt, { value, validateInput });
}

export const askName = (title: string, value: string): Thenable<string | undefined> =>
  ask(title, vscode.l10n.t("The environment variable that it goes by"), {
    value,
    validateInput: (text) =>
      /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) ? undefined : vscode.l10n.t("Letters, digits and _, as in API_TOKEN"),
  });

/** In bytes. */
const USUAL = 32;

interface FormItem extends vscode.QuickPickItem {
  readonly kindOf: "plain" | "prefix" | "checksum" | "typed";
}

/** How a new value comes to be: `typed`, or what it is made of. @param typed whether the person may have one already */
export async function askForm(title: string, typed: boolean): Promise<TokenForm | "typed" | undefined> {
  const { l10n } = vscode;
  const items: FormItem[] = [
    ...(typed
      ? [
          {
            kindOf: "typed" as const,
            label: l10n.t("Type the new value"),
            detail: l10n.t("As its issuer gave it; it is not shown."),
          },
        ]
      : []),
    {
      kindOf: "plain",
      label: l10n.t("Generate one"),
      detail: l10n.t("256 random bits as 43 characters of base64url."),
    },
    {
      kindOf: "prefix",
      label: l10n.t("Generate one with a prefix..."),
      detail: l10n.t("So that people and scanners see whose it is."),
    },
    {
      kindOf: "checksum",
      label: l10n.t("Generate one with a prefix and a checksum..."),
      detail: l10n.t(
        "256 random bits in base62 with a CRC-32 behind them, as GitHub's tokens have: scanners tell it for sure.",
      ),
    },
  ];
  const picked = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
  if (!picked || picked.kindOf === "typed") return picked && "typed";
  if (picked.kindOf === "plain") return { bytes: USUAL, prefix: "" };
  const checked = picked.kindOf === "checksum";
  const prefix = await askPrefix(title, checked);
  return prefix === undefined
    ? undefined
    : { bytes: USUAL, prefix, ...(checked && { checksum: "crc32-base62" as const }) };
}

function askPrefix(title: string, checked: boolean): Thenable<string | undefined> {
  const { l10n } = vscode;
  const pattern = checked ? /^[a-z]{2,8}_$/ : /^[A-Za-z0-9_-]{1,40}$/;
  const wrong = checked
    ? l10n.t("Two to eight lower-case letters and an underscore, as acme_")
    : l10n.t("Letters, digits, _ and -");
  return ask(title, l10n.t("What it begins with"), {
    value: "acme_",
    validateInput: (text) => (pattern.test(text) ? undefined : wrong),
  });
}
