import { messageCatalog } from './message-catalog';

const message = messageCatalog('tests', {
  en: {
    plain: 'Nothing was moved.',
    named: 'The network {network} is not in CAMERA_NETWORKS.',
    counted: 'A workshop can have at most {limit, plural, one {# member} other {# members}}.',
    nested: '{place, select, here {{name} is here} other {{name} is in {place}}}.',
    markup: 'Set <STREAM_KEY> in the configuration.',
    dated: 'Since {at, date, ::yyyyMMdd}.',
  },
});

describe('messages', () => {
  it('are text in the language of the reader', () => {
    expect(message('plain').text()).toBe('Nothing was moved.');
    expect(message('named', { network: '10.0.0.0/8' }).text('en')).toBe(
      'The network 10.0.0.0/8 is not in CAMERA_NETWORKS.',
    );
    expect(message('counted', { limit: 1 }).text()).toBe('A workshop can have at most 1 member.');
    expect(message('counted', { limit: 5000 }).text()).toBe('A workshop can have at most 5,000 members.');
    expect(message('nested', { place: 'Bay 2', name: 'Pit 4' }).text()).toBe('Pit 4 is in Bay 2.');
    expect(message('dated', { at: new Date(2026, 10, 30) }).text()).toBe('Since 11/30/2026.');
  });

  it('render no markup of a text or a parameter', () => {
    expect(message('markup').text()).toBe('Set <STREAM_KEY> in the configuration.');
    expect(message('named', { network: '{evil} <b>' }).text()).toContain('{evil} <b>');
  });

  it('have an id that starts with the name of their catalog', () => {
    expect(message('plain').id).toBe('tests.plain');
  });

  it('do not compile with an unknown code or with wrong parameters', () => {
    const mistakes = () => {
      // @ts-expect-error -- no such code
      message('other');
      // @ts-expect-error -- the parameter is missing
      message('named');
      // @ts-expect-error -- another parameter
      message('named', { net: '' });
      // @ts-expect-error -- a number is needed for a plural
      message('counted', { limit: '1' });
      // @ts-expect-error -- there is no parameter
      message('plain', { limit: 1 });
      // @ts-expect-error -- a Date is needed
      message('dated', { at: '2026' });
    };
    expect(mistakes).not.toThrow();
  });
});
