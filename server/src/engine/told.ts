/** What a token's format and the comments beside it tell of its reach and of when it is to be replaced, without asking anybody. */
import type { LineIndex, Span } from "./document.ts";
import { decodeJwt } from "./jwt.ts";

export interface Told {
  /** How far it reaches, in the issuer's words. */
  readonly scope?: string;
  /** `production` for a live token, `test` for one that moves nothing real. */
  readonly environment?: "production" | "test";
  /** The day by which a comment says that it is to be replaced: YYYY-MM-DD. */
  readonly rotateBy?: string;
}

/**
 * Beginnings of values, and what issuers say of them: https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github,
 * https://docs.stripe.com/keys, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html,
 * https://docs.gitlab.com/security/tokens/, https://docs.slack.dev/authentication/tokens, https://developer.hashicorp.com/vault/docs/concepts/tokens,
 * https://platform.openai.com/docs/api-reference/authentication, https://docs.claude.com/en/api/admin-api-overview,
 * https://docs.digitalocean.com/reference/api/, https://docs.mapbox.com/help/glossary/access-token/
 */
const BEGINNINGS: readonly (readonly [pattern: RegExp, scope: string])[] = [
  [/^ghp_/, "classic"],
  [/^github_pat_/, "fine-grained"],
  [/^gho_/, "OAuth app"],
  [/^ghu_/, "app, for a user"],
  [/^ghs_/, "app installation"],
  [/^ghr_/, "refresh token"],
  [/^sk_(?:live|test)_/, "secret key"],
  [/^rk_(?:live|test)_/, "restricted key"],
  [/^pk_(?:live|test)_/, "publishable key"],
  [/^AKIA/, "long-term"],
  [/^ASIA/, "temporary"],
  [/^glpat-/, "access token"],
  [/^gldt-/, "deploy token"],
  [/^glrtr?-/, "runner"],
  [/^glcbt-/, "CI job"],
  [/^glptt-/, "pipeline trigger"],
  [/^glft-/, "feed"],
  [/^glagent-/, "agent for Kubernetes"],
  [/^gloas-/, "OAuth application secret"],
  [/^glsoat-/, "SCIM"],
  [/^xoxb-/, "bot"],
  [/^xoxp-/, "user"],
  [/^xapp-/, "app-level"],
  [/^xoxe\./, "rotating"],
  [/^sk-proj-/, "project"],
  [/^sk-svcacct-/, "service account"],
  [/^sk-(?:ant-)?admin/, "admin"],
  [/^hvs\./, "service token"],
  [/^hvb\./, "batch token"],
  [/^hvr\./, "recovery token"],
  [/^dop_v1_/, "personal"],
  [/^doo_v1_/, "OAuth"],
  [/^dor_v1_/, "refresh token"],
  [/^shpat_/, "admin API"],
  [/^shpca_/, "custom app"],
  [/^shppa_/, "private app"],
  [/^shpss_/, "shared secret"],
];

const LIVE = /^[a-z]{2,8}_live_|^access_token\$production\$/;
const TEST = /^[a-z]{2,8}_test_|^access_token\$sandbox\$|^sandbox-/;
/** Azure's permissions stand beside the signature: https://learn.microsoft.com/rest/api/storageservices/create-service-sas */
const SHARED = /[?&]sp=([a-z]{1,16})\b/;
const ROTATE_BY = /\brotate[- ]by:?[ \t]*(\d{4}-\d\d-\d\d)\b/i;
/** A scope that is longer is a list that nobody reads in a table. */
const LONGEST_SCOPE = 80;
/** How far from its value a comment may stand on a line, in UTF-16 code units: minified files have long ones. */
const REACH = 400;

/**
 * @param value as it is once decoded
 * @param span where it stands in the text
 */
export function toldOf(text: string, lines: LineIndex, span: Span, value: string): Told {
  const scope =
    BEGINNINGS.find(([pattern]) => pattern.test(value))?.[1] ?? claimedScope(value) ?? sharedScope(text, span);
  const environment = LIVE.test(value) ? "production" : TEST.test(value) ? "test" : undefined;
  const rotateBy = noteBeside(text, lines, span);
  return { ...(scope && { scope }), ...(environment && { environment }), ...(rotateBy && { rotateBy }) };
}

/** RFC 8693 section 4.2; Microsoft calls it `scp`. */
function claimedScope(value: string): string | undefined {
  if (!value.startsWith("ey")) return undefined;
  const { scope, scp } = decodeJwt(value)?.claims ?? {};
  const claimed = scope ?? scp;
  const words = Array.isArray(claimed) ? claimed.join(" ") : claimed;
  return typeof words === "string" && words !== "" && words.length <= LONGEST_SCOPE ? words : undefined;
}

function sharedScope(text: string, { start, end }: Span): string | undefined {
  const before = text.slice(Math.max(0, start - REACH), start);
  if (!/[?&]sig=$/.test(before)) return undefined;
  const url = /\S*$/.exec(before)![0] + /^[^\s"'<>]*/.exec(text.slice(end, end + REACH))![0];
  const permissions = SHARED.exec(url)?.[1];
  return permissions && `permissions ${permissions}`;
}

/** On the value's own line, behind it or before it, or on the line above. */
function noteBeside(text: string, lines: LineIndex, span: Span): string | undefined {
  const line = lines.lineAt(span.start);
  const { start } = lines.lineSpan(Math.max(0, line - 1));
  const { end } = lines.lineSpan(lines.lineAt(span.end));
  const before = text.slice(Math.max(start, span.start - REACH), span.start);
  const after = text.slice(span.end, Math.min(end, span.end + REACH));
  const day = (ROTATE_BY.exec(after) ?? ROTATE_BY.exec(before))?.[1];
  return day !== undefined && !Number.isNaN(Date.parse(day)) ? day : undefined;
}
