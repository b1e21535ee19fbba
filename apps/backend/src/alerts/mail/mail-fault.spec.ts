import { toMailFault } from './mail-fault';

describe('a rejected email', () => {
  it.each([
    [{ code: 'EENVELOPE', responseCode: 550 }, 'recipient-refused', 550, true],
    [{ code: 'EENVELOPE', responseCode: 450 }, 'recipient-refused', 450, false],
    [{ code: 'EAUTH', responseCode: 535 }, 'sign-in-failed', 535, false],
    [{ code: 'EMESSAGE', responseCode: 554 }, 'refused-status', 554, true],
    [{ code: 'ESOCKET', message: 'connect ECONNREFUSED' }, 'unreachable', null, false],
    [{ code: 'ESOCKET', message: 'self-signed certificate' }, 'tls-failed', null, false],
    [{ code: 'EDNS' }, 'name-not-found', null, false],
    [{ code: 'EABORT' }, 'timed-out', null, false],
    [{}, 'failed', null, false],
  ])('%j', (failure, fault, status, isFinal) => {
    expect(toMailFault(failure)).toEqual({ fault, status, isFinal });
  });
});
