/** All providers, in the order in which they are shown. */
import { aws } from "./aws.ts";
import { azure } from "./azure.ts";
import { bitwarden } from "./bitwarden.ts";
import { doppler } from "./doppler.ts";
import { dotenvx, envFile } from "./env-file.ts";
import { gcp } from "./gcp.ts";
import { infisical } from "./infisical.ts";
import { onepassword } from "./onepassword.ts";
import { gopass, pass } from "./pass.ts";
import type { Provider } from "./provider.ts";
import { sops } from "./sops.ts";
import { vault } from "./vault.ts";

export const providers: readonly Provider[] = [
  envFile,
  dotenvx,
  sops,
  pass,
  gopass,
  vault,
  onepassword,
  bitwarden,
  doppler,
  infisical,
  aws,
  azure,
  gcp,
];

export const providerOf = (id: string): Provider | undefined => providers.find((provider) => provider.id === id);
