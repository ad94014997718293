/** Reads a syntax tree into facts by a table that says what each type of node means; knows neither a language nor a rule. */
import type { Span } from "../../document.ts";
import type {
  Call,
  Command,
  Constant,
  Expression,
  FileFacts,
  FunctionFact,
  KeyValue,
  Member,
  Name,
  ObjectFact,
  Operation,
  Setting,
  Template,
} from "../facts.ts";
import { childOf, type SyntaxNode } from "../syntax.ts";

/** Reads one node into what it means. */
export type Build = (node: SyntaxNode, reader: CodeReader) => Expression;

/** What the node types of one family of grammars mean. Types that it does not name are read through. */
export interface GrammarTable {
  /** As the rules call it. */
  readonly language: string;
  readonly types: Readonly<Record<string, Build>>;
  /** Brings the tree into the shape that the types speak of, where the grammar's own is another. */
  readonly shape?: (root: SyntaxNode) => SyntaxNode;
}

/** Collects the facts of one text. */
export class CodeReader {
  readonly text: string;
  readonly imports = new Map<string, string>();
  readonly calls: Call[] = [];
  readonly settings: Setting[] = [];
  readonly operations: Operation[] = [];
  readonly templates: Template[] = [];
  readonly functions: FunctionFact[] = [];
  readonly members: (Member | Name)[] = [];
  readonly holders = new Map<ObjectFact, Call | Setting>();
  readonly owners = new Map<Setting, ObjectFact | Call>();
  readonly keyValues: KeyValue[] = [];
  readonly commands: Command[] = [];
  readonly #table: GrammarTable;
  #scope: FunctionFact | undefined;
  #returns: Expression[] = [];

  constructor(text: string, table: GrammarTable) {
    this.text = text;
    this.#table = table;
  }

  get scope(): FunctionFact | undefined {
    return this.#scope;
  }

  readAll(root: SyntaxNode): FileFacts {
    this.read(this.#table.shape?.(root) ?? root);
    return { ...this, language: this.#table.language };
  }

  textOf({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  read(node: SyntaxNode): Expression {
    const build = Object.hasOwn(this.#table.types, node.type) ? this.#table.types[node.type] : undefined;
    return build ? build(node, this) : this.through(node);
  }

  /** A node that only wraps another is that other. */
  through(node: SyntaxNode): Expression {
    const parts = this.parts(node);
    return parts.length === 1 ? parts[0]! : { kind: "other", start: node.start, end: node.end, parts };
  }

  parts(node: SyntaxNode): Expression[] {
    return node.children.filter(isRead).map((child) => this.read(child));
  }

  /** What stands in a field; nothing where the grammar found nothing there. */
  field(node: SyntaxNode, name: string): Expression {
    const child = childOf(node, name);
    return child ? this.read(child) : { kind: "other", start: node.end, end: node.end, parts: [] };
  }

  name(node: Span, name = this.textOf(node)): Name {
    const made: Name = { kind: "name", start: node.start, end: node.end, name, scope: this.#scope };
    this.members.push(made);
    return made;
  }

  member({ start, end }: Span, of: Expression, name: string, index?: Expression): Member {
    const made: Member = { kind: "member", start, end, of, name, ...(index && { index }), scope: this.#scope };
    this.members.push(made);
    return made;
  }

  call({ start, end }: Span, callee: Expression, parts: Pick<Call, "arguments">, named: readonly Setting[]): Call {
    const made: Call = { kind: "call", start, end, callee, arguments: parts.arguments, scope: this.#scope };
    this.calls.push(made);
    for (const { value } of made.arguments) this.#hold(value, made);
    for (const setting of named) this.owners.set(setting, made);
    return made;
  }

  object({ start, end }: Span, entries: readonly Setting[], open: boolean): ObjectFact {
    const made: ObjectFact = { kind: "object", start, end, entries, open };
    for (const entry of entries) this.owners.set(entry, made);
    return made;
  }

  setting(setting: Omit<Setting, "scope">): Setting {
    const made: Setting = { ...setting, scope: this.#scope };
    this.settings.push(made);
    this.#hold(made.value, made);
    return made;
  }

  operation({ start, end }: Span, operator: string, operands: readonly Expression[]): Operation {
    const made: Operation = { kind: "operation", start, end, operator, operands, scope: this.#scope };
    this.operations.push(made);
    return made;
  }

  template({ start, end }: Span, parts: readonly Expression[]): Template {
    const flat = parts.flatMap((part) => (part.kind === "template" ? part.parts : [part]));
    const made: Template = { kind: "template", start, end, parts: flat };
    this.templates.push(made);
    return made;
  }

  constant(type: Constant["type"], { start, end }: Span, inner: Span = { start, end }): Constant {
    return { kind: "constant", start, end, type, value: this.textOf(inner), inner };
  }

  /** Reads a function's body with the function as the scope. */
  func(node: SyntaxNode, about: { name?: string; parameters: readonly string[]; body?: SyntaxNode; value?: boolean }) {
    const { name, parameters, body, value = false } = about;
    const returns: Expression[] = [];
    const made: FunctionFact = {
      kind: "function",
      start: node.start,
      end: node.end,
      ...(name !== undefined && { name }),
      parameters,
      returns,
      empty: body?.children.every(isNothing) === true && !value,
      scope: this.#scope,
    };
    this.functions.push(made);
    const [scope, outer] = [this.#scope, this.#returns];
    this.#scope = made;
    this.#returns = returns;
    if (body) {
      const last = this.read(body);
      if (value) returns.push(last);
    }
    this.#scope = scope;
    this.#returns = outer;
    return made;
  }

  returned(value: Expression): Expression {
    this.#returns.push(value);
    return value;
  }

  #hold(value: Expression, holder: Call | Setting): void {
    if (value.kind === "object") this.holders.set(value, holder);
    else if (value.kind === "list") for (const item of value.items) this.#hold(item, holder);
  }
}

/** Operators and keywords are kept for who asks for them by field; comments say nothing. */
const isRead = (node: SyntaxNode): boolean =>
  /^[a-z_]/i.test(node.type) && !isComment(node) && node.field !== "operator" && node.field !== "operators";

/** Python writes `pass` where nothing is done. */
const isNothing = (node: SyntaxNode): boolean => isComment(node) || node.type === "pass_statement";

const isComment = ({ type }: SyntaxNode): boolean => type.includes("comment");
