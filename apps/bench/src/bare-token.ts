// Baseline of token issue: Node without a framework that verifies the access JWT, reads the pit with a named statement
// and signs. It has no roles, no validation, no routing, no request ids and no log.
import { createHmac, createSecretKey, type KeyObject, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';

const accessKey = createSecretKey(Buffer.from(process.env['ACCESS_TOKEN_SECRET'] ?? ''));
const streamKey = createSecretKey(Buffer.from(process.env['STREAM_TOKEN_SECRET'] ?? ''));
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
const lifetime = Number(process.env['STREAM_TOKEN_TTL_SECONDS']);
const sign = (text: string, key: KeyObject) => createHmac('sha256', key).update(text).digest();
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const head = encode({ alg: 'HS256', typ: 'JWT', kid: 'bench' });

function subjectOf(authorization: string): string | undefined {
  const jwt = authorization.slice('Bearer '.length);
  const dot = jwt.lastIndexOf('.');
  const given = Buffer.from(jwt.slice(dot + 1), 'base64url');
  const expected = sign(jwt.slice(0, dot), accessKey);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const payload = Buffer.from(jwt.slice(jwt.indexOf('.') + 1, dot), 'base64url').toString();
  const claims = JSON.parse(payload) as { readonly exp: number; readonly sub: string };
  return claims.exp > Date.now() / 1000 ? claims.sub : undefined;
}

async function respond(authorization: string, body: { readonly pit_id: number }): Promise<[number, object]> {
  const sub = subjectOf(authorization);
  if (sub === undefined) return [401, {}];
  const { rows } = await pool.query<{ id: number; workshop_id: number; number: number }>({
    name: 'pit-by-id',
    text: 'select id, workshop_id, number from pit where id = $1',
    values: [body.pit_id],
  });
  const pit = rows[0];
  if (!pit) return [404, {}];
  const path = `workshop-${pit.workshop_id}/pit-${pit.number}`;
  const now = Math.floor(Date.now() / 1000);
  const jti = randomUUID();
  const claims = { iss: 'bench', aud: 'bench', sub, typ: 'stream', jti, iat: now, nbf: now };
  const payload = encode({ ...claims, exp: now + lifetime, path, act: 'read' });
  const token = `${head}.${payload}.${sign(`${head}.${payload}`, streamKey).toString('base64url')}`;
  const media = 'http://127.0.0.1:8889';
  return [
    201,
    {
      token,
      token_type: 'Bearer',
      authorization: `Bearer ${jti}:${token}`,
      expires_in: lifetime,
      expires_at: new Date((now + lifetime) * 1000).toISOString(),
      path,
      webrtc_url: `${media}/${path}/whep`,
      hls_url: `${media}/${path}/index.m3u8`,
      rtsp_url: `${media}/${path}?token=${token}`,
      session_lease_seconds: 60,
      ice_servers: [],
      camera: {
        status: 'unknown',
        since: null,
        codec: null,
        profile: null,
        width: null,
        height: null,
        bits_per_second: null,
        readers: 0,
      },
    },
  ];
}

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const [status, body] = await respond(
      request.headers.authorization ?? '',
      JSON.parse(Buffer.concat(chunks).toString()) as { pit_id: number },
    ).catch((): [number, object] => [500, {}]);
    const text = JSON.stringify(body);
    response
      .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
      .end(text);
  });
}).listen(Number(process.env['PORT']), '127.0.0.1', () => process.send?.('ready'));
process.on('disconnect', () => process.exit(0));
