import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Principal } from './principal';

/** A request that `AccessGuard` has admitted. */
export interface AuthenticatedRequest {
  readonly user?: Principal;
}

/** The principal of a request behind `AccessGuard`. */
export function userOf({ user }: AuthenticatedRequest): Principal {
  if (!user) throw new Error('The handler needs AccessGuard.');
  return user;
}

/** Injects the principal into a handler. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): Principal =>
  userOf(context.switchToHttp().getRequest<AuthenticatedRequest>()),
);
