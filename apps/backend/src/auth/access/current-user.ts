import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Principal } from './principal';

/** A request that `AccessGuard` has seen. */
export interface AuthenticatedRequest {
  readonly user?: Principal;
}

/** Who asks, as `AccessGuard` found them. */
export function userOf({ user }: AuthenticatedRequest): Principal {
  if (!user) throw new Error('The handler needs AccessGuard.');
  return user;
}

/** Hands the handler who asks. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): Principal =>
  userOf(context.switchToHttp().getRequest<AuthenticatedRequest>()),
);
