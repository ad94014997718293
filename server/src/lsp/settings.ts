/** The user's settings, asked of the client per folder and kept until it says that they changed. */
import { type Connection, DidChangeConfigurationNotification } from "vscode-languageserver";
import { confidences } from "../engine/rule.ts";
import { defaultSettings, type Settings } from "../protocol.ts";
import type { ClientFeatures } from "./capabilities.ts";

const SECTION = "tokenward";

export class SettingsStore {
  readonly #connection: Connection;
  readonly #features: ClientFeatures;
  #known = new Map<string, Promise<Settings>>();
  /** What a client that cannot be asked sent by itself. */
  #sent: Settings = defaultSettings;

  constructor(connection: Connection, features: ClientFeatures) {
    this.#connection = connection;
    this.#features = features;
  }

  /** @param scope the folder's address, or undefined for documents in none */
  for(scope: string | undefined): Promise<Settings> {
    if (!this.#features.configuration) return Promise.resolve(this.#sent);
    const known = this.#known.get(scope ?? "") ?? this.#ask(scope);
    this.#known.set(scope ?? "", known);
    return known;
  }

  /** @param sent the `settings` of a change notification, whatever they are */
  changed(sent: unknown): void {
    this.#known = new Map();
    const section = isRecord(sent) ? sent[SECTION] : undefined;
    if (section !== undefined) this.#sent = soundSettings(section);
  }

  /** Clients send changes only to servers that asked for them. */
  async register(): Promise<void> {
    if (!this.#features.registersConfiguration) return;
    await this.#connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
  }

  async #ask(scope: string | undefined): Promise<Settings> {
    const item = scope === undefined ? { section: SECTION } : { section: SECTION, scopeUri: scope };
    try {
      return soundSettings(await this.#connection.workspace.getConfiguration(item));
    } catch {
      this.#connection.console.warn("The client did not answer for its settings; the defaults hold.");
      return defaultSettings;
    }
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Each setting that is missing or no such thing has its default. */
export function soundSettings(value: unknown): Settings {
  const { minConfidence, scanOnStartup, maxFileSize, readHistory, hints } = isRecord(value) ? value : {};
  return {
    minConfidence: confidences.find((confidence) => confidence === minConfidence) ?? defaultSettings.minConfidence,
    scanOnStartup: typeof scanOnStartup === "boolean" ? scanOnStartup : defaultSettings.scanOnStartup,
    maxFileSize: typeof maxFileSize === "number" && maxFileSize > 0 ? maxFileSize : defaultSettings.maxFileSize,
    readHistory: typeof readHistory === "boolean" ? readHistory : defaultSettings.readHistory,
    hints: typeof hints === "boolean" ? hints : defaultSettings.hints,
  };
}
