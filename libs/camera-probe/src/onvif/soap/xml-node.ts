/** An element of an XML document. Prefixes are removed, because devices choose them freely. */
export interface XmlNode {
  /** Local name, as sent. */
  readonly name: string;
  /** By local name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  /** Its own text, without that of its children, trimmed. Never converted: `1.0` stays `1.0`. */
  readonly text: string;
}

/** The first element at the path of names, one level each; null: none. */
export function findNode(node: XmlNode | null, ...names: readonly string[]): XmlNode | null {
  let found = node;
  for (const name of names) found = found?.children.find((child) => child.name === name) ?? null;
  return found;
}

/** All children with a name. */
export function childrenOf(node: XmlNode | null, name: string): readonly XmlNode[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

/** All elements with a name below an element, in document order. */
export function descendantsOf(node: XmlNode | null, name: string): readonly XmlNode[] {
  return (
    node?.children.flatMap((child) => [
      ...(child.name === name ? [child] : []),
      ...descendantsOf(child, name),
    ]) ?? []
  );
}

/** The text at the path of names; empty: none. */
export function textAt(node: XmlNode | null, ...names: readonly string[]): string {
  return findNode(node, ...names)?.text ?? '';
}

/** The positive number at the path of names, rounded; null: none. */
export function numberAt(node: XmlNode | null, ...names: readonly string[]): number | null {
  const text = textAt(node, ...names);
  const number = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Math.round(Number(text)) : 0;
  return number > 0 ? number : null;
}
