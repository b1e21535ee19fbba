// The baseline of the hook: bare Node, nothing but reading the body, parsing it, and checking the caller, the signature
// and the claims. No revocation, no binding of a token to a session, no index of pits.
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const key = createSecretKey(Buffer.from(process.env.STREAM_TOKEN_SECRET));
const caller = Buffer.from(
  `Basic ${Buffer.from(`mediamtx:${process.env.MEDIAMTX_HOOK_SECRET}`).toString('base64')}`,
);

function same(text, expected) {
  const given = Buffer.from(text ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function allows(body) {
  const jwt = body.password;
  const dot = jwt.lastIndexOf('.');
  const signature = createHmac('sha256', key).update(jwt.slice(0, dot)).digest();
  if (!same(Buffer.from(jwt.slice(dot + 1), 'base64url'), signature)) return false;
  const claims = JSON.parse(Buffer.from(jwt.slice(jwt.indexOf('.') + 1, dot), 'base64url'));
  return (
    claims.exp > Date.now() / 1000 &&
    claims.act === body.action &&
    claims.path === body.path &&
    claims.jti === body.user
  );
}

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    let allowed;
    try {
      allowed = same(request.headers.authorization, caller) && allows(JSON.parse(Buffer.concat(chunks)));
    } catch {
      allowed = false;
    }
    response.writeHead(allowed ? 204 : 401).end();
  });
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.send('ready'));
process.on('disconnect', () => process.exit(0));
