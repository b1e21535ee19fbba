import { VIEWER_KINDS, type ViewerKind } from '@ppf/contracts';

/** Whose token: the kind and, unless unknown, the id. A token says it as `user:7`. */
export interface ViewerOf {
  readonly kind: ViewerKind;
  readonly id: number | null;
}

/** Reads a token's `sub`; what is not understood is an unknown viewer. */
export function viewerOf(sub: string): ViewerOf {
  const [name, digits] = sub.split(':');
  const kind = VIEWER_KINDS.find((each) => each === name);
  const id = Number(digits);
  return kind && kind !== 'unknown' && Number.isInteger(id) && id > 0
    ? { kind, id }
    : { kind: 'unknown', id: null };
}

/** A viewer as a token's `sub` says it; empty for an unknown one, who has no token that we know of. */
export function subOf({ kind, id }: ViewerOf): string {
  return id === null ? '' : `${kind}:${id}`;
}
