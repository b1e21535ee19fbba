// Baseline of the auth hook: Node without a framework that reads and parses the body, and checks the caller, the
// signature and the claims. It has no revocation, no binding of a token to a session and no index of pits.
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

interface HookBody {
  readonly user: string;
  readonly password: string;
  readonly action: string;
  readonly path: string;
}

interface Claims {
  readonly exp: number;
  readonly act: string;
  readonly path: string;
  readonly jti: string;
}

const key = createSecretKey(Buffer.from(process.env['STREAM_TOKEN_SECRET'] ?? ''));
const caller = Buffer.from(
  `Basic ${Buffer.from(`mediamtx:${process.env['MEDIAMTX_HOOK_SECRET']}`).toString('base64')}`,
);

function isEqual(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function allows(body: HookBody): boolean {
  const jwt = body.password;
  const dot = jwt.lastIndexOf('.');
  const signature = createHmac('sha256', key).update(jwt.slice(0, dot)).digest();
  if (!isEqual(Buffer.from(jwt.slice(dot + 1), 'base64url'), signature)) return false;
  const payload = Buffer.from(jwt.slice(jwt.indexOf('.') + 1, dot), 'base64url').toString();
  const claims = JSON.parse(payload) as Claims;
  return (
    claims.exp > Date.now() / 1000 &&
    claims.act === body.action &&
    claims.path === body.path &&
    claims.jti === body.user
  );
}

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    let isAllowed: boolean;
    try {
      isAllowed =
        isEqual(Buffer.from(request.headers.authorization ?? ''), caller) &&
        allows(JSON.parse(Buffer.concat(chunks).toString()) as HookBody);
    } catch {
      isAllowed = false;
    }
    response.writeHead(isAllowed ? 204 : 401).end();
  });
}).listen(Number(process.env['PORT']), '127.0.0.1', () => process.send?.('ready'));
process.on('disconnect', () => process.exit(0));
