/** Mends what is wrong with names: adds them to a store or to its list, or takes their line out. */
import * as l10n from "@vscode/l10n";
import type { AnyFinding } from "../../engine/finding.ts";
import { foldersOf } from "../../engine/fix/index.ts";
import { isStore } from "../../engine/variables/judge.ts";
import { dotenv, withoutEntryAt } from "../../providers/dotenv.ts";
import type { Analysis } from "../analysis.ts";
import { type FileAt, fileAt } from "../file-at.ts";
import type { Session } from "../session.ts";
import { type FileChange, type SpanEdit, toWorkspaceEdit } from "../workspace-edit.ts";
import { actionKinds } from "./kinds.ts";
import type { Offer, Provider } from "./provider.ts";

const ADD_TO_LIST = "add-to-list";
const ADD_TO_STORE = "add-to-store";
const REMOVE_LINE = "remove-line";

export const variables: Provider = {
  name: "variables",
  kind: actionKinds.mend,

  offer: async ({ session, analysis, handling }) => {
    const named = handling.filter(({ ruleId }) => ruleId.startsWith("reference/"));
    return (await Promise.all(named.map((finding) => offersFor(session, analysis, finding)))).flat();
  },

  resolve: async ({ session, analysis }, { variant }, finding) => {
    if (!finding) return undefined;
    const change =
      variant === REMOVE_LINE
        ? removal(analysis, finding)
        : addition(await filesFor(session, analysis), variant, nameOf(analysis, finding));
    return change && toWorkspaceEdit([change], session.features);
  },
};

async function offersFor(session: Session, analysis: Analysis, finding: AnyFinding): Promise<Offer[]> {
  const name = nameOf(analysis, finding);
  const files = await filesFor(session, analysis);
  const remove: Offer = {
    title: l10n.t("Take {0} out of {1}", name, analysis.document.path),
    finding,
    variant: REMOVE_LINE,
  };
  const add = (variant: string): Offer[] => {
    const change = addition(files, variant, name);
    const path = variant === ADD_TO_LIST ? files?.list.path : files?.store.path;
    if (!change || path === undefined || (change.create && !session.features.createsFiles)) return [];
    return [{ title: l10n.t("Add {0} to {1}, without a value", name, path), finding, variant }];
  };
  if (finding.ruleId === "reference/unused") return [remove];
  if (finding.ruleId === "reference/unset") return [...add(ADD_TO_STORE), remove];
  return [...add(ADD_TO_LIST), ...add(ADD_TO_STORE)];
}

const nameOf = ({ document }: Analysis, { span }: AnyFinding): string => document.text.slice(span.start, span.end);

interface Placed extends FileAt {
  /** Relative to the folder. */
  readonly path: string;
}

interface FilesOfNames {
  readonly store: Placed;
  readonly list: Placed;
}

/** The nearest store and its list: beside the document, or in a folder above it; else in the workspace folder. */
async function filesFor(session: Session, { location, document }: Analysis): Promise<FilesOfNames | undefined> {
  const { folder } = location;
  const root = folder?.root;
  if (root === undefined) return undefined;
  const at = async (path: string): Promise<Placed> => ({ ...(await fileAt(session, `${root}/${path}`)), path });
  const folders = isStore(document.path) ? foldersOf(document.path).slice(0, 1) : foldersOf(document.path);
  for (const inside of folders) {
    const lists = await Promise.all(dotenv.examples.map((name) => at(inside + name)));
    const list = lists.find(({ missing }) => !missing) ?? lists[0]!;
    const store = await at(inside + dotenv.file);
    if (!list.missing || !store.missing || inside === folders.at(-1)) return { store, list };
  }
  return undefined;
}

function addition(files: FilesOfNames | undefined, variant: string | undefined, name: string): FileChange | undefined {
  const file = variant === ADD_TO_LIST ? files?.list : files?.store;
  if (!file || (file.text === undefined && !file.missing)) return undefined;
  const { uri, version, text = "", missing, path } = file;
  const edit = dotenv.mention(text, name);
  return edit && changeOf({ uri, version, text, create: missing }, edit, l10n.t("Add {0} to {1}", name, path));
}

/** The whole line, with the value that it may hold. */
function removal({ uri, version, document }: Analysis, { span }: AnyFinding): FileChange | undefined {
  const { text, path } = document;
  const without = withoutEntryAt(text, span.start);
  return without && changeOf({ uri, version, text, create: false }, without, l10n.t("Take a line out of {0}", path));
}

const changeOf = (
  file: Pick<FileChange, "uri" | "version" | "text" | "create">,
  edit: SpanEdit,
  description: string,
): FileChange => ({ ...file, edits: [edit], description, needsConfirmation: false });
