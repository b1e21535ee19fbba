import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A received mail. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as received. */
  readonly raw: string;
}

/** A real SMTP server on loopback. It requires the user `alerts` with the password `mail password`. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** Recipients that it rejects. */
  readonly unknown = new Set<string>();
  private readonly server = new SMTPServer({
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _session, done) => {
      if (username === 'alerts' && password === 'mail password') done(null, { user: username });
      else done(new Error('Wrong'));
    },
    onRcptTo: ({ address }, _session, done) => {
      done(
        this.unknown.has(address) ? Object.assign(new Error('No such user'), { responseCode: 550 }) : null,
      );
    },
    onData: (stream, { envelope }, done) => {
      let raw = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => (raw += chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        this.received.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw });
        done();
      });
    },
  });

  /** Starts to listen. */
  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', () => resolve()));
    return this;
  }

  /** Value of SMTP_URL. @param password differs from the required one */
  url(password = 'mail password'): string {
    const { port } = this.server.server.address() as AddressInfo;
    return `smtp://alerts:${encodeURIComponent(password)}@127.0.0.1:${port}`;
  }

  /** Closes the server. */
  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

/** The token of the confirmation link in a mail. @throws Error when there is none */
export function confirmationToken(mail: ReceivedMail | undefined): string {
  const text = mail?.raw.replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? '';
  const token = /confirm-alerts#([\w-]{43})/.exec(text)?.[1];
  if (token === undefined) throw new Error(`No link in: ${text}`);
  return token;
}
