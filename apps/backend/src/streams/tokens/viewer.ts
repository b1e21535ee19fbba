import { VIEWER_KINDS, type ViewerKind } from '@ppf/contracts';

/** The viewer of a token: the kind and, unless unknown, the id. A token's `sub` is `user:7`. */
export interface Viewer {
  readonly kind: ViewerKind;
  readonly id: number | null;
}

/** Parses a token's `sub`; an invalid one is an unknown viewer. */
export function parseViewer(sub: string): Viewer {
  const [name, digits] = sub.split(':');
  const kind = VIEWER_KINDS.find((each) => each === name);
  const id = Number(digits);
  return kind && kind !== 'unknown' && Number.isInteger(id) && id > 0
    ? { kind, id }
    : { kind: 'unknown', id: null };
}

/** A viewer as a token's `sub`; empty for an unknown viewer, who has no token. */
export function subjectOf({ kind, id }: Viewer): string {
  return id === null ? '' : `${kind}:${id}`;
}
