import { setImmediate as nextTurn } from 'node:timers/promises';
import sax from 'sax';
import type { XmlNode } from './xml-node';

/** Elements of one document: profiles of a recorder with 64 channels are about 15 000. */
const MAX_ELEMENTS = 30_000;
const MAX_DEPTH = 64;
/** Characters to parse before yielding to other work of this process: 1 to 2 ms. */
const SLICE_CHARACTERS = 32_768;

interface OpenNode {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlNode[];
  text: string;
}

/**
 * Parses what a device sent. Syntax errors are tolerated as far as possible; entities of
 * a DTD are not expanded. `contentType`: the header, for its charset. @returns the root; null: it is not XML, or too much.
 */
export async function parseXml(bytes: Uint8Array, contentType = ''): Promise<XmlNode | null> {
  const text = decodeXml(bytes, contentType).replace(/^[\s\0]+/, '');
  if (!text.startsWith('<')) return null;
  const tree = new TreeBuilder();
  try {
    for (let at = 0; at < text.length && tree.isOpen; at += SLICE_CHARACTERS) {
      if (at > 0) await nextTurn();
      tree.write(text.slice(at, at + SLICE_CHARACTERS));
    }
  } catch {
    return null;
  }
  return tree.root;
}

/** Order of precedence: byte order mark, charset of the header, declaration (RFC 7303 §3), else UTF-8. */
export function decodeXml(bytes: Uint8Array, contentType: string): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1];
  const own = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  const label = head.startsWith('\xff\xfe') ? 'utf-16le' : head.startsWith('\xfe\xff') ? 'utf-16be' : null;
  for (const each of [label, declared, own]) {
    const text = each ? decodeAs(each, bytes) : null;
    if (text !== null) return text;
  }
  return new TextDecoder().decode(bytes);
}

// Null: the encoding is unknown, or not that of the text.
function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Builds the tree of a document, within the limits. */
class TreeBuilder {
  private readonly parser = sax.parser(true, { position: false });
  private readonly open: OpenNode[] = [];
  private elements = 0;
  root: XmlNode | null = null;
  /** Whether the document is incomplete and within the limits. */
  isOpen = true;

  constructor() {
    const { parser } = this;
    parser.onerror = () => {
      // Typed as an error; null makes the parser continue (sax, README, "Events").
      (parser as { error: Error | null }).error = null;
    };
    parser.onopentag = (tag) => this.begin(tag.name, tag.attributes);
    parser.onclosetag = () => this.end();
    parser.ontext = (text) => this.add(text);
    parser.oncdata = (text) => this.add(text);
  }

  write(text: string): void {
    this.parser.write(text);
  }

  private begin(name: string, attributes: Readonly<Record<string, unknown>>): void {
    this.elements += 1;
    if (this.elements > MAX_ELEMENTS || this.open.length >= MAX_DEPTH) {
      this.isOpen = false;
      throw new RangeError('More elements than the limit.');
    }
    const byName = Object.entries(attributes).map(([key, value]): [string, string] => [
      localName(key),
      String(value),
    ]);
    this.open.push({ name: localName(name), attributes: new Map(byName), children: [], text: '' });
  }

  private end(): void {
    const node = this.open.pop();
    if (node === undefined) return;
    node.text = node.text.trim();
    const parent = this.open.at(-1);
    if (parent) parent.children.push(node);
    else {
      this.root ??= node;
      this.isOpen = false;
    }
  }

  private add(text: string): void {
    const node = this.open.at(-1);
    if (node) node.text += text;
  }
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}
