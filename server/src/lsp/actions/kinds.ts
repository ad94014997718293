/** The kinds of code actions that the server offers, by which editors bind keys and run them on save. */
export const actionKinds = {
  move: "quickfix.tokenward",
  mend: "quickfix.fix.tokenward",
  suppress: "quickfix.suppress.tokenward",
  life: "quickfix.life.tokenward",
  show: "quickfix.show.tokenward",
  fixAll: "source.fixAll.tokenward",
} as const;

export type ActionKind = (typeof actionKinds)[keyof typeof actionKinds];

/** Whether a client that asks `only` for some kinds wants this one: kinds are hierarchical, their parts joined by dots. */
export function isWanted(kind: ActionKind, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`));
}
