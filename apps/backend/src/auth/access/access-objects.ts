import { Injectable } from '@nestjs/common';
import type { ProblemCode } from '@ppf/contracts';
import type { AccessObject } from './decide-access';

/** A kind of object that paths of this API name by id. */
export interface ObjectKind {
  /** Code of the problem for an object that does not exist for the caller. */
  readonly notFound: ProblemCode;
  /** Finds the workshop that an object belongs to; null: it does not exist. */
  find(id: number): Promise<AccessObject | null>;
}

/** The object that the path of a request names. */
export interface NamedObject {
  readonly notFound: ProblemCode;
  readonly object: AccessObject | null;
}

/** The first object of a route, as in `/api/v1/pits/:id/camera`. */
const FIRST_OBJECT = /^\/api\/v1\/([\w-]+)\/:id(?=\/|$)/;

/**
 * Finds the object that a path names. Modules above this one register their objects. `AccessGuard` reads it only to
 * refuse a request: the role lacks the permission, and the problem depends on the workshop of the object.
 */
@Injectable()
export class AccessObjects {
  private readonly kinds = new Map<string, ObjectKind>();

  /** Registers the kind of object whose id follows a path segment, such as `pits`. */
  register(segment: string, kind: ObjectKind): void {
    this.kinds.set(segment, kind);
  }

  /**
   * Finds the first object of a path.
   * @param route The route with its parameters, such as `/api/v1/pits/:id`.
   * @returns null when the route names no object of a registered kind
   */
  async find(route: string, id: string | undefined): Promise<NamedObject | null> {
    const kind = this.kinds.get(FIRST_OBJECT.exec(route)?.[1] ?? '');
    if (!kind) return null;
    const isId = /^[1-9]\d{0,9}$/.test(id ?? '') && Number(id) <= 2_147_483_647;
    return { notFound: kind.notFound, object: isId ? await kind.find(Number(id)) : null };
  }
}
