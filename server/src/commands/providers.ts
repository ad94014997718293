/** `tokenward providers`: where values can rest, and whether each provider can be used here. */
import { chooseProvider, evident } from "../providers/choose.ts";
import { providers } from "../providers/index.ts";
import { openProvider } from "../providers/project.ts";
import type { Probe, Provider } from "../providers/provider.ts";
import { teamProvider } from "./team.ts";
import { exits, type Terminal } from "./terminal.ts";

interface Row {
  readonly provider: Provider;
  readonly probe: Probe;
  /** The file of the project that tells of it. */
  readonly evidence?: string;
  readonly chosen: boolean;
}

/** Each provider is asked at once; none asks the person. */
export async function listProviders(json: boolean, terminal: Terminal): Promise<number> {
  const { host, workingDirectory: folder } = terminal;
  const signs = await evident(host, folder);
  const policy = await teamProvider({ config: true }, terminal);
  const choice = await chooseProvider(host, folder, policy).catch((error: Error) => error);
  const rows = await Promise.all(
    providers.map(async (provider): Promise<Row> => {
      const evidence = signs.find((sign) => sign.provider === provider)?.file;
      const probe = await probed(provider, terminal);
      return {
        provider,
        probe,
        chosen: !(choice instanceof Error) && provider === choice.provider,
        ...(evidence && { evidence }),
      };
    }),
  );
  terminal.out(json ? `${JSON.stringify({ version: 1, providers: rows.map(plain) }, undefined, 2)}\n` : table(rows));
  if (choice instanceof Error) terminal.err(`${choice.message}\n`);
  return exits.clean;
}

async function probed(provider: Provider, { host, workingDirectory }: Terminal): Promise<Probe> {
  try {
    return await (await openProvider(provider, host, workingDirectory)).store.probe();
  } catch (error) {
    return { state: "absent", remedy: (error as Error).message };
  }
}

const plain = ({ provider: { id, title, atRest, meaning }, probe, evidence, chosen }: Row) => ({
  id,
  title,
  atRest,
  meaning,
  ...probe,
  ...(evidence && { evidence }),
  chosen,
});

function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ provider }) => provider.id.length));
  const lines = rows.map(({ provider, probe, evidence, chosen }) => {
    const head = `${chosen ? "*" : " "} ${provider.id.padEnd(width)}  ${provider.title}: ${said(probe)}`;
    const told = evidence ? [`${evidence} tells of it`] : [];
    const rest = "remedy" in probe ? [probe.remedy] : [];
    return [head, ...[provider.meaning, ...rest, ...told].map((line) => `  ${" ".repeat(width)}  ${line}`)].join("\n");
  });
  return `${lines.join("\n")}\n\n* is taken where --provider names none.\n`;
}

function said(probe: Probe): string {
  const words = { absent: "not here", "signed-out": "not signed in", unset: "not set up" };
  if (probe.state === "ready") return `ready (${probe.at})`;
  return probe.state === "read-only" ? `can be read only (${probe.at})` : words[probe.state];
}
