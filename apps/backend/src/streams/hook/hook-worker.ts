import { type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { createHttpServer } from '../../platform/http/create-http-server';
import { drainRequests } from '../../platform/http/drain-requests';
import { RequestsAhead } from '../../platform/http/requests-ahead';
import { authorizeMedia } from './authorize-media';
import { type HookDecider, hookListener, machineTime, MEDIA_AUTH_ROUTE } from './hook-listener';
import { type FromHook, type HookQuestion, type HookSettings, type ToHook } from './hook-messages';
import { HookState } from './hook-state';
import { NoteSender } from './note-sender';

// The auth hook's own thread (ADR 0029): its event loop answers MediaMTX and does nothing else. It loads neither Nest
// nor TypeORM, reads no database, and dies alone: the API's thread starts another one.

/** Milliseconds between two times of forgetting old revocations. */
const SWEEP_MS = 60_000;

class HookWorker {
  private readonly state: HookState;
  private readonly notes = new NoteSender((notes) => this.send(notes));
  private server: Server | undefined;

  constructor(
    private readonly settings: HookSettings,
    private readonly send: (message: FromHook) => void,
  ) {
    this.state = new HookState(settings);
    setInterval(() => this.state.revocations.sweep(new Date()), SWEEP_MS);
  }

  take(message: ToHook): void {
    if ('change' in message) this.apply(message.change);
    else if ('taken' in message) this.notes.taken();
    else this.reply(message.id, message.question);
  }

  private apply(change: Parameters<HookState['apply']>[0]): void {
    this.state.apply(change);
    // Not before: whoever asks through a balancer gets another backend until this one knows what it decides from.
    if (change.kind === 'loaded' && this.state.isLoaded && !this.server) this.listen();
  }

  private listen(): void {
    const { host, port, hookSecret } = this.settings;
    const ahead = new RequestsAhead();
    ahead.take(MEDIA_AUTH_ROUTE, hookListener(hookSecret, this.decider));
    this.server = createHttpServer(ahead, (_request, response) => {
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
        const authorized = authorizeMedia(body, this.state, new Date());
        answer(authorized.decision.allow);
        this.notes.add(authorized, (machineTime() - begunAt) / 1000);
      } catch {
        // Nothing above throws. Should it after all, the answer is no, and the thread must not end of it.
        answer(false);
      }
    },
    refusedCaller: () => this.notes.addRefusedCaller(),
  };

  private reply(id: number, question: HookQuestion): void {
    const reply = (value: boolean) => this.send({ id, reply: value });
    if (question.ask === 'decide') this.decider.decide(question.body, question.begunAt, reply);
    else if (question.ask === 'settled') reply(true);
    else void this.drain().then(() => reply(true));
  }

  private async drain(): Promise<void> {
    if (this.server) await drainRequests(this.server, () => undefined);
    this.notes.flush();
  }
}

const port = parentPort;
if (port) {
  const worker = new HookWorker(workerData as HookSettings, (message) => port.postMessage(message));
  port.on('message', (message: ToHook) => worker.take(message));
}
