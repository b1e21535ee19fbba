import { Passwords } from './passwords';

describe('Passwords', () => {
  const passwords = new Passwords();
  const millisecondsOf = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    for (let n = 0; n < 5; n += 1) await work();
    return performance.now() - start;
  };

  it('verifies a password by its salted argon2id hash', async () => {
    const hash = await passwords.hash('correct horse');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.hash('correct horse')).not.toBe(hash);
    expect(await passwords.matches('correct horse', hash)).toBe(true);
    expect(await passwords.matches('wrong horse', hash)).toBe(false);
  });

  it('takes as long for an unknown account as for a wrong password', async () => {
    const hash = await passwords.hash('correct horse');
    const wrong = await millisecondsOf(() => passwords.matches('wrong horse', hash));
    const missing = await millisecondsOf(() => passwords.matches('wrong horse', undefined));
    // Wide, since other work shares the cores; without hashing it would be a thousandth.
    expect(missing / wrong).toBeGreaterThan(0.2);
    expect(await passwords.matches('correct horse', undefined)).toBe(false);
  });
});
