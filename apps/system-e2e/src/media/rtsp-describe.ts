import { connect } from 'node:net';

/**
 * Asks an RTSP server to describe a stream, as a player does first (RFC 2326 §10.2), with the URL's user and password as
 * Basic credentials if it has any. Resolves with the status; 0 when the server hangs up without one.
 */
export function rtspDescribe(url: string): Promise<number> {
  const { hostname, port, username, password, pathname, search } = new URL(url);
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  const request = [
    `DESCRIBE rtsp://${hostname}:${port}${pathname}${search} RTSP/1.0`,
    'CSeq: 1',
    'Accept: application/sdp',
    ...(username ? [`Authorization: Basic ${credentials.toString('base64')}`] : []),
  ];
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    let answer = '';
    const settle = (): void => {
      socket.destroy();
      resolve(Number(/^RTSP\/1\.0 (\d{3})/.exec(answer)?.[1] ?? 0));
    };
    socket.setEncoding('latin1').setTimeout(15_000, settle);
    socket.on('data', (chunk) => {
      answer += String(chunk);
      if (answer.includes('\r\n\r\n')) settle();
    });
    socket.on('error', settle).on('close', settle);
    socket.write(`${request.join('\r\n')}\r\n\r\n`);
  });
}
