/** Drops values that are references: the token is elsewhere, as it should be. */
import { drop, type Judge } from "./judge.ts";

const shapes: readonly (readonly [RegExp, string])[] = [
  [/^\$(?:\{|\(|\(\(|\[)?[A-Za-z_][\w.:-]*/, "it is a variable"],
  [/\$\{[^}]*\}|\$\([^)]*\)|\{\{.*?\}\}|<%.*?%>|#\{[^}]*\}|\$\[\[?[^\]]+\]/s, "it takes its value from a template"],
  [/^%[A-Za-z_]\w*%$|%\([\w.]+\)[sd]|^@@?[\w.]+@@?$|^__\w+__$|^[.:/_ -]+$/, "it is a place to fill in"],
  [
    /^(?:op|vault|ref|secret|secrets|ssm|awssm|aws-sm|azkv|keyvault|gcpsm|doppler|infisical|env|file|bws|pass|sops|akv|kms|sm|keychain|keyring):(?:\/\/|[\w/.-])/i,
    "it refers to a secret store",
  ],
  [
    /^(?:ENC|NACL|GPG)\[|^ENC\(|^encrypted:|^vault:v\d+:|^\$ANSIBLE_VAULT|^AQICAH|^!vault|^\{cipher\}|^age1[a-z0-9]{58}$|^-----BEGIN AGE ENCRYPTED/,
    "it is encrypted",
  ],
  [
    /^arn:aws[\w-]*:(?:secretsmanager|ssm|kms):|^@Microsoft\.KeyVault\(|^\{\{\s*resolve:|^projects\/[^/]+\/secrets\//,
    "it names an entry of a cloud's secret store",
  ],
  [
    /^(?:process\.env|import\.meta\.env|os\.environ|os\.getenv|ENV\[|System\.getenv|Deno\.env|env\(|getenv\(|std::env|%env\((?:\w+:)*\w+\)%$)/,
    "it reads the environment",
  ],
  [
    /^(?:secrets|vars|env|var|local|data|inputs|steps|needs|github|module|params|parameters|self|this|config|settings|options|props|ctx|req|request)\.[A-Za-z_]/,
    "it is an expression",
  ],
];

/** Parts that are put in at run time: `{name}`, `%s`, `%Y`. */
const PARTS = /\{[^{}]*\}|%(?:\(\w+\))?[A-Za-z]/g;
/** What is left beside them says something only from here on, in letters and digits. */
const LEFT = 6;

const isPutTogether = (value: string): boolean => {
  const rest = value.replace(PARTS, "");
  return rest !== value && rest.replace(/\\[a-z]|[^A-Za-z\d]/g, "").length < LEFT;
};

/** In these a value between backticks is what a command prints. */
const SHELL = /\.(?:sh|bash|zsh|ksh|rb|pl|php)$|(?:^|\/)(?:Makefile|\.envrc|\.?bashrc|\.?zshrc|\.?profile)$/;

export const reference: Judge = ({ value, document, suspicion: { rule, quote } }) => {
  if (rule.prefix && value.startsWith(rule.prefix)) return undefined;
  if (quote === "`" && SHELL.test(document.path)) return drop("reference", "it is what a command prints");
  if (isPutTogether(value)) return drop("reference", "it is put together at run time");
  const shape = shapes.find(([regex]) => regex.test(value));
  return shape && drop("reference", shape[1]);
};
