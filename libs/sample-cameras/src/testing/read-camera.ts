import { basicAuthorization, formatRequest } from '@ppf/rtsp-wire';
import { connect } from 'node:net';

/** A minimal RTSP reader over TCP for the specs. It counts received packets. */
export interface CameraReader {
  /** Sends a request and returns the text of the response. */
  request(method: string, uri: string, headers?: Record<string, string>): Promise<string>;
  /** Received bytes of packets. */
  readonly packetBytes: number;
  readonly closed: boolean;
  close(): void;
}

/** Connects to a camera with Basic authentication. */
export async function readCamera(port: number, user: string, password: string): Promise<CameraReader> {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let sequence = 0;
  let packetBytes = 0;
  let text = '';
  let waiting: ((response: string) => void) | undefined;
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    const start = bytes.indexOf('RTSP/1.0');
    if (start < 0 && text === '') {
      packetBytes += bytes.length;
      return;
    }
    text += bytes.toString('latin1');
    const length = Number(/Content-Length: (\d+)/.exec(text)?.[1] ?? 0);
    if (text.length < text.indexOf('\r\n\r\n') + 4 + length || !text.includes('\r\n\r\n')) return;
    waiting?.(text);
    text = '';
  });
  return {
    request: (method, uri, headers = {}) => {
      const authorization = basicAuthorization({ user, password });
      const all = { CSeq: String((sequence += 1)), Authorization: authorization, ...headers };
      socket.write(formatRequest(method, uri, all));
      return new Promise((resolve, reject) => {
        waiting = resolve;
        socket.once('close', () => reject(new Error('closed')));
      });
    },
    get packetBytes() {
      return packetBytes;
    },
    get closed() {
      return socket.destroyed;
    },
    close: () => socket.destroy(),
  };
}
