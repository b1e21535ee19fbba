import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { RequestsAhead } from '../../platform/http/requests-ahead';
import { hookListener, MEDIA_AUTH_ROUTE } from '../hook/hook-listener';
import { HookThread } from './hook-thread';
import { RecordDecisions } from './record-decisions';

/**
 * Answers the auth hook at the API's port too, where installations before `HOOK_PORT` have it in their `authHTTPAddress`:
 * decided by the hook's thread, so that a token opens one session whichever port is asked. Such a request waits for the
 * API's event loop, as it always did.
 */
@Injectable()
export class ForwardHook implements OnModuleInit {
  constructor(
    private readonly ahead: RequestsAhead,
    private readonly thread: HookThread,
    private readonly decisions: RecordDecisions,
    private readonly config: MediamtxConfig,
  ) {}

  /** Nest's start: requests are answered from here on. */
  onModuleInit(): void {
    const listener = hookListener(this.config.hookSecret, {
      decide: (body, begunAt, answer) => void this.thread.decide(body, begunAt).then(answer),
      refusedCaller: () => this.decisions.refusedCallers(1),
    });
    this.ahead.take(MEDIA_AUTH_ROUTE, listener);
  }
}
