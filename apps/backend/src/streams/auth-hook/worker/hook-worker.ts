import { type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { createHttpServer } from '../../../platform/http/create-http-server';
import { drainRequests } from '../../../platform/http/drain-requests';
import { RawRoutes } from '../../../platform/http/raw-routes';
import { PeriodicTask } from '../../../platform/scheduling/periodic-task';
import { decideHookRequest } from './decide-hook-request';
import { DecisionBatcher } from './decision-batcher';
import { type HookDecider, hookListener, machineTime, MEDIA_AUTH_ROUTE } from './hook-listener';
import {
  type HookChange,
  type HookCommand,
  type HookSettings,
  type MessageFromHook,
  type MessageToHook,
} from './hook-messages';
import { HookState } from './hook-state';

// The auth hook's own thread (ADR 0029): its event loop answers MediaMTX and does nothing else. It loads neither Nest
// nor TypeORM and reads no database. When it ends, the API's thread starts another one.

/** Milliseconds between two removals of old revocations. */
const REVOCATION_SWEEP_INTERVAL_MS = 60_000;

class HookWorker {
  private readonly state: HookState;
  private readonly decisions = new DecisionBatcher((batch) => this.send(batch));
  private readonly sweeping = new PeriodicTask({
    intervalMs: REVOCATION_SWEEP_INTERVAL_MS,
    run: () => this.state.revocations.sweep(new Date()),
    report: { failed: () => undefined },
  });
  private server: Server | undefined;

  constructor(
    private readonly settings: HookSettings,
    private readonly send: (message: MessageFromHook) => void,
  ) {
    this.state = new HookState(settings);
    this.sweeping.start();
  }

  onMessage(message: MessageToHook): void {
    if ('change' in message) this.apply(message.change);
    else if ('acknowledged' in message) this.decisions.acknowledge();
    else this.execute(message.id, message.command);
  }

  private apply(change: HookChange): void {
    this.state.apply(change);
    // Not earlier: until its state is complete, a balancer sends hook requests to another backend.
    if (change.kind === 'loaded' && this.state.isLoaded && !this.server) this.listen();
  }

  private listen(): void {
    const { host, port, hookSecret } = this.settings;
    const rawRoutes = new RawRoutes();
    rawRoutes.add(MEDIA_AUTH_ROUTE, hookListener(hookSecret, this.decider));
    this.server = createHttpServer(rawRoutes, (_request, response) => {
      response.writeHead(404, { 'Content-Length': '0', Connection: 'close' }).end();
    });
    if (port === 0) return this.send({ listening: null });
    this.server.once('error', ({ code = '', message }: NodeJS.ErrnoException) =>
      this.send({ cannotListen: { code, message, address: host, port } }),
    );
    this.server.listen(port, host, () =>
      this.send({ listening: (this.server?.address() as AddressInfo).port }),
    );
  }

  private readonly decider: HookDecider = {
    decide: (body, begunAt, answer) => {
      try {
        const decided = decideHookRequest(body, this.state, new Date());
        answer(decided.decision.allow);
        this.decisions.add(decided, (machineTime() - begunAt) / 1000);
      } catch {
        // Nothing above throws. If it does after all, the request is denied and the thread continues.
        answer(false);
      }
    },
    onUnauthenticatedCall: () => this.decisions.countUnauthenticatedCall(),
  };

  private execute(id: number, command: HookCommand): void {
    const reply = (value: boolean) => this.send({ id, reply: value });
    if (command.command === 'decide') this.decider.decide(command.body, command.begunAt, reply);
    else if (command.command === 'sync') reply(true);
    else void this.drain().then(() => reply(true));
  }

  private async drain(): Promise<void> {
    if (this.server) await drainRequests(this.server, () => undefined);
    this.decisions.flush();
  }
}

const port = parentPort;
if (port) {
  const worker = new HookWorker(workerData as HookSettings, (message) => port.postMessage(message));
  port.on('message', (message: MessageToHook) => worker.onMessage(message));
}
