/** Reads a baseline of detect-secrets (https://github.com/Yelp/detect-secrets#baselines): SHA-1 hashes of values, by file. */
import { ImportError, type Note } from "./gitleaks.ts";

interface HashedPlace {
  readonly path: string;
  readonly type: string;
  /** SHA-1 of the value as UTF-8, hexadecimal. */
  readonly hash: string;
}

export interface DetectSecretsBaseline {
  readonly places: readonly HashedPlace[];
  readonly notes: readonly Note[];
}

/** Filters that Tokenward has judges for, or that its own ways take the place of. */
const UNNEEDED = /heuristic|allowlist|wordlist|common\.is_|verification/;

/** @throws ImportError where the text is no such baseline */
export function readDetectSecrets(text: string): DetectSecretsBaseline {
  let baseline: { readonly results?: unknown; readonly filters_used?: unknown };
  try {
    baseline = JSON.parse(text);
  } catch {
    throw new ImportError("this is no JSON");
  }
  const { results, filters_used: filters } = baseline ?? {};
  if (typeof results !== "object" || results === null) throw new ImportError("`results` is missing");
  const places = Object.entries(results).flatMap(([path, found]) =>
    (Array.isArray(found) ? found : []).flatMap((each): HashedPlace[] =>
      typeof each?.hashed_secret === "string"
        ? [{ path: path.replaceAll("\\", "/"), type: String(each.type ?? ""), hash: each.hashed_secret }]
        : [],
    ),
  );
  const notes = (Array.isArray(filters) ? filters : []).flatMap((filter): Note[] => {
    const name = String(filter?.path ?? "");
    return UNNEEDED.test(name) ? [] : [{ line: 0, message: `the filter ${name} is not carried over` }];
  });
  return { places, notes };
}
