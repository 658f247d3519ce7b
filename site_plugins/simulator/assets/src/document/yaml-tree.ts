// Finds keys and values in the text by its syntax tree. The text need not be valid YAML.
import { parser } from "@lezer/yaml";
import { t } from "../ui/words";

export type Tree = ReturnType<typeof parser.parse>;
export type Node = Tree["topNode"];

/** The target of a path: a pair of key and value, or the reason why there is none. */
export type Found = { readonly pair: Node; readonly value: Node | null } | { readonly absent: string };

export class YamlTree {
  constructor(
    readonly text: string,
    private readonly tree: Tree,
  ) {}

  static ofText(text: string): YamlTree {
    return new YamlTree(text, parser.parse(text));
  }

  iterate(enter: (node: { readonly node: Node }) => void): void {
    this.tree.iterate({ enter });
  }

  source({ from, to }: { readonly from: number; readonly to: number }): string {
    return this.text.slice(from, to);
  }

  /** The root of the document; null where the text is empty. */
  get root(): Node | null {
    return this.tree.topNode.firstChild?.firstChild ?? null;
  }

  /** The pair that a path leads to. */
  find(path: readonly string[]): Found {
    let mapping = this.root;
    let found: Found = { absent: t`The text is empty` };
    for (const [depth, key] of path.entries()) {
      const where = path.slice(0, depth + 1).join(".");
      if (!isMapping(mapping)) return { absent: t`${where} is not in the text` };
      const [pair, second] = pairsOf(mapping).filter((candidate) => this.key(candidate) === key);
      if (pair === undefined) return { absent: t`${where} is not in the text` };
      if (second !== undefined) return { absent: t`${where} is given twice` };
      found = { pair, value: valueOf(pair) };
      mapping = found.value;
    }
    return found;
  }

  /** Whether the last key of a path is in the text, once or more often. */
  has(path: readonly string[]): boolean {
    const mapping = this.mapping(path.slice(0, -1));
    return mapping !== null && pairsOf(mapping).some((pair) => this.key(pair) === path.at(-1));
  }

  /** The mapping that a path leads to; null where there is none. */
  mapping(path: readonly string[]): Node | null {
    const found = path.length === 0 ? { value: this.root } : this.find(path);
    return "absent" in found || !isMapping(found.value) ? null : found.value;
  }

  /** The text of the scalar that a path leads to, without quotes; null where there is none. */
  scalar(path: readonly string[]): string | null {
    const found = this.find(path);
    if ("absent" in found || found.value === null || !isScalar(found.value)) return null;
    return unquoted(this.source(found.value));
  }

  /** The innermost pair around a place in the text. */
  pairAt(position: number): Node | null {
    for (const side of [1, -1] as const) {
      let node: Node | null = this.tree.resolveInner(position, side);
      while (node !== null && node.name !== "Pair") node = node.parent;
      if (node !== null && this.path(node) !== null && node.to >= position) return node;
    }
    return null;
  }

  /** The keys that lead to a pair, its own last; null within a list. */
  path(pair: Node): string[] | null {
    const keys: string[] = [];
    for (let node: Node | null = pair; node !== null; node = node.parent) {
      if (node.name === "Item") return null;
      if (node.name === "Pair") keys.unshift(this.key(node));
    }
    return keys;
  }

  key(pair: Node): string {
    const key = pair.getChild("Key");
    return key === null ? "" : unquoted(this.source(key));
  }
}

export function pairsOf(mapping: Node): Node[] {
  return mapping.getChildren("Pair");
}

export function isMapping(node: Node | null): node is Node {
  return node?.name === "BlockMapping" || node?.name === "FlowMapping";
}

export function isScalar(node: Node): boolean {
  return node.name === "Literal" || node.name === "QuotedLiteral";
}

/** A pair's value, without an anchor before it. */
export function valueOf(pair: Node): Node | null {
  const value = lastMeaningful(pair);
  if (value === null || value.name === "Key" || value.name === ":") return null;
  return value.name === "Anchored" ? lastMeaningful(value) : value;
}

export function lastMeaningful(node: Node): Node | null {
  let child = node.lastChild;
  while (child !== null && (child.name === "Comment" || child.type.isError)) child = child.prevSibling;
  return child;
}

export function unquoted(source: string): string {
  return /^(["'])(.*)\1$/s.exec(source)?.[2] ?? source;
}
