import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MediamtxConfig } from '../../../config/mediamtx.config';
import { RawRoutes } from '../../../platform/http/raw-routes';
import { hookListener, MEDIA_AUTH_ROUTE } from '../worker/hook-listener';
import { HookThread } from './hook-thread';

const ONE_UNAUTHENTICATED_CALL = { decisions: [], unauthenticatedCalls: 1 } as const;

/**
 * Answers the auth hook at the API's port too, which installations older than `HOOK_PORT` have in their
 * `authHTTPAddress`. The hook's thread decides, so that a token opens one viewing session whichever port is called. Such a
 * request waits for the API's event loop.
 */
@Injectable()
export class HookForwarder implements OnModuleInit {
  constructor(
    private readonly rawRoutes: RawRoutes,
    private readonly thread: HookThread,
    private readonly config: MediamtxConfig,
  ) {}

  /** Registers the route. */
  onModuleInit(): void {
    const listener = hookListener(this.config.hookSecret, {
      decide: (body, begunAt, answer) => void this.thread.decide(body, begunAt).then(answer),
      onUnauthenticatedCall: () => this.thread.onDecisions(ONE_UNAUTHENTICATED_CALL),
    });
    this.rawRoutes.add(MEDIA_AUTH_ROUTE, listener);
  }
}
