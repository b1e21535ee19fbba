import { scrub } from './scrub';

describe('scrub', () => {
  it.each([
    ['rtsp://admin:p@ss/w?rd#1@192.168.1.5/live', 'rtsp://***@192.168.1.5/live'],
    ['postgres://ppf:pw@127.0.0.1:5432/ppf', 'postgres://***@127.0.0.1:5432/ppf'],
    ["'rtsp://a:b%zz@host/x' is not a valid URL", "'rtsp://***@host/x' is not a valid URL"],
    ['/workshop-1/pit-1/whep?token=abc.def&x=1', '/workshop-1/pit-1/whep?token=***&x=1'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln failed', '*** failed'],
    ['Authorization: Bearer abcdef123456', 'Authorization: Bearer ***'],
    ['Basic bWVkaWFtdHg6eA==', 'Basic ***'],
    ['{"password":"a\\"b","x":1}', '{"password":"***","x":1}'],
    [
      '{"headers":{"authorization":"Bearer x","cookie":"ppf_refresh=1"}}',
      '{"headers":{"authorization":"***","cookie":"***"}}',
    ],
    ['{"set-cookie":["a=b","c=d"],"newPassword":"x"}', '{"set-cookie":"***","newPassword":"***"}'],
    ['{"publish_key":"k","stream_token":"t"}', '{"publish_key":"***","stream_token":"***"}'],
  ])('makes %s readable without its secret', (line, scrubbed) => {
    expect(scrub(line)).toBe(scrubbed);
  });

  it.each([
    'at file:///x/node_modules/@nestjs/core/index.js:1',
    'http://localhost:3000/api',
    'pit 3 went live',
  ])('leaves %s as it is', (line) => {
    expect(scrub(line)).toBe(line);
  });
});
