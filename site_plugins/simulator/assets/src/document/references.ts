// Follows aliases and merged mappings, which bring values from another place of the text.
import { type Node, type YamlTree, isMapping, isScalar, lastMeaningful, pairsOf, unquoted, valueOf } from "./yaml-tree";

/** The key whose value is merged into the mapping that it is in. */
const MERGE = "<<";

/** Whether a mapping that a path leads through merges others, so that a key may be there which is not in the text. */
export function mergesOthers(tree: YamlTree, path: readonly string[]): boolean {
  return path.some((_, depth) => {
    const mapping = tree.mapping(path.slice(0, depth));
    return mapping !== null && pairsOf(mapping).some((pair) => tree.key(pair) === MERGE);
  });
}

/** The text of the scalar that a path leads to, wherever it comes from; null where there is none. */
export function scalarWherever(tree: YamlTree, path: readonly string[]): string | null {
  const anchors = anchorsOf(tree);
  let value = tree.root;
  for (const key of path) {
    const pairs = mappingsOf(tree, anchors, value, new Set()).flatMap(pairsOf);
    const pair = pairs.find((candidate) => tree.key(candidate) === key);
    if (pair === undefined) return null;
    value = valueOf(pair);
  }
  const target = targetOf(tree, anchors, value);
  return target === null || !isScalar(target) ? null : unquoted(tree.source(target));
}

/** All anchors of a text, in their order. */
function anchorsOf(tree: YamlTree): Node[] {
  if (!tree.text.includes("*")) return []; // as in most texts
  const found: Node[] = [];
  tree.iterate(({ node }) => {
    if (node.name === "Anchor") found.push(node);
  });
  return found;
}

/** A mapping, or that of an alias, and then those that it merges. A circle of them is gone through once. */
function mappingsOf(tree: YamlTree, anchors: readonly Node[], value: Node | null, seen: Set<number>): Node[] {
  const target = targetOf(tree, anchors, value);
  if (target === null || seen.has(target.from)) return [];
  seen.add(target.from);
  if (target.name.endsWith("Sequence")) {
    return target.getChildren("Item").flatMap((item) => mappingsOf(tree, anchors, lastMeaningful(item), seen));
  }
  if (!isMapping(target)) return [];
  const merged = pairsOf(target).filter((pair) => tree.key(pair) === MERGE);
  return [target, ...merged.flatMap((pair) => mappingsOf(tree, anchors, valueOf(pair), seen))];
}

/** What an alias stands for: the last value before it that has its anchor. */
function targetOf(tree: YamlTree, anchors: readonly Node[], value: Node | null): Node | null {
  if (value?.name !== "Alias") return value;
  const name = tree.source(value).slice(1);
  const anchor = anchors.filter((each) => each.from < value.from && tree.source(each).slice(1) === name).at(-1);
  return anchor?.parent == null ? null : lastMeaningful(anchor.parent);
}
