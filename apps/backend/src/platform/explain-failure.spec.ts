import { ConfigFaults } from '../config/read-settings';
import { explainFailure } from './explain-failure';
import { DomainError } from './problems/domain-error';

const coded = (code: string, more: object = {}) => Object.assign(new Error('listen'), { code, ...more });

describe('explainFailure', () => {
  it.each([
    ['a taken port', coded('EADDRINUSE', { port: 3000 }), /^Port 3000 is in use .* set PORT\.$/],
    [
      'the hook’s taken port',
      coded('EADDRINUSE', { port: 4, setting: 'HOOK_PORT' }),
      /^Port 4 is .* set HOOK_PORT\.$/,
    ],
    ['a privileged port', coded('EACCES', { port: 80 }), /port 80: set PORT to 1024 or more/],
    ['a foreign address', coded('EADDRNOTAVAIL', { address: '192.0.2.1' }), /no address 192\.0\.2\.1/],
    ['faults of the settings', new ConfigFaults(['PORT is odd.']), /1 fault:\n {2}- PORT is odd\./],
    ['a refusal', new DomainError('email-taken'), /^email-taken: /],
    ['anything else', new Error('boom'), /Error: boom\n {4}at /],
    ['no error at all', 'boom', /^boom$/],
  ])('explains %s', (_, error, explained) => {
    expect(explainFailure(error)).toMatch(explained);
  });

  it('shows no secret', () => {
    expect(explainFailure(new Error('cannot reach postgres://ppf:hunter2@db/ppf'))).not.toContain('hunter2');
  });
});
