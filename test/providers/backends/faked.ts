/** The other sides that cannot be had here: fakes that speak the documented protocol, where possible to the real program. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Around, type Backend, Scratch, type Started, surroundingsIn } from "./backend.ts";
import { azureVault, dopplerConfig, googleSecrets, infisicalEnvironment } from "./fake-servers.ts";
import type { RunningServer } from "./server.ts";

const program = (id: string, fake: string, env: Readonly<Record<string, string>> = {}): Backend => ({
  id,
  what: `a fake of ${fake}`,
  needs: [],
  start: async () => {
    const scratch = new Scratch();
    return { surroundings: surroundingsIn({ scratch, fakes: [fake], env }), stop: () => scratch.remove() };
  },
});

async function serving(
  server: RunningServer,
  around: (scratch: Scratch) => Omit<Around, "scratch">,
  prepare: (started: Started) => void = () => {},
): Promise<Started> {
  const scratch = new Scratch();
  const stop = async (): Promise<void> => {
    await server.stop();
    scratch.remove();
  };
  const started = { surroundings: surroundingsIn({ scratch, ...around(scratch) }), stop };
  prepare(started);
  return started;
}

const gcp: Backend = {
  id: "gcp",
  what: "gcloud with a fake of the service",
  needs: ["gcloud"],
  kinds: ["token", "lines"],
  start: async () => {
    const server = await googleSecrets();
    return serving(server, (scratch) => {
      const token = join(scratch.path, "token");
      writeFileSync(token, "token-of-the-test");
      const env = {
        CLOUDSDK_CONFIG: scratch.folder("gcloud"),
        CLOUDSDK_CORE_PROJECT: "test-project",
        CLOUDSDK_AUTH_ACCESS_TOKEN_FILE: token,
        CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER: `${server.address}/`,
      };
      return { env };
    });
  },
};

const doppler: Backend = {
  id: "doppler",
  what: "doppler with a fake of the service",
  needs: ["doppler"],
  start: async () => {
    const server = await dopplerConfig();
    const env = { DOPPLER_API_HOST: server.address, DOPPLER_TOKEN: "dp.test", DOPPLER_ENABLE_VERSION_CHECK: "false" };
    return serving(server, () => ({ env, at: "acme/dev" }));
  },
};

const azure: Backend = {
  id: "azure",
  what: "fakes of az and of the service",
  needs: [],
  start: async () => {
    const server = await azureVault();
    return serving(server, () => ({ fakes: ["az"], env: { AZURE_KEYVAULT_URL: server.address } }));
  },
};

const infisical: Backend = {
  id: "infisical",
  what: "a fake of the service",
  needs: [],
  start: async () => {
    const server = await infisicalEnvironment();
    const env = { INFISICAL_API_URL: `${server.address}/api`, INFISICAL_TOKEN: "token-of-the-test" };
    return serving(
      server,
      () => ({ env }),
      ({ surroundings }) =>
        writeFileSync(
          join(surroundings.folder, ".infisical.json"),
          JSON.stringify({ workspaceId: "w1", defaultEnvironment: "dev" }),
        ),
    );
  },
};

export const fakedBackends: readonly Backend[] = [
  program("gopass", "gopass"),
  program("1password", "op"),
  program("bitwarden", "bw", { BW_SESSION: "session-of-the-test" }),
  doppler,
  infisical,
  azure,
  gcp,
];
