import { ADDRESS_REFUSALS } from '../address/address-refusal';
import { FAULT_TEXTS, REFUSAL_TEXTS } from './fault-texts';
import { PROBE_FAULT_CODES } from './probe-fault';

const all = [
  ...PROBE_FAULT_CODES.map((code) => ({ code, ...FAULT_TEXTS[code] })),
  ...ADDRESS_REFUSALS.map((code) => ({ code, ...REFUSAL_TEXTS[code] })),
];

describe('fault texts', () => {
  it.each(all)('say in one sentence what $code is, and what to do', ({ sentence, fix }) => {
    expect(sentence).toMatch(/^[A-Z][^.]*(\d\.\d[^.]*)?\.$/);
    expect(fix).toMatch(/^[A-Z].+\.$/);
  });

  it('differ from each other', () => {
    expect(new Set(all.map(({ sentence }) => sentence)).size).toBe(all.length);
  });
});
