import path from 'node:path';
import { readConfigFile } from './read-config-file';

const SHIPPED = path.join(__dirname, '../../../../infra/mediamtx/mediamtx.yml');

describe('the configuration file that ships', () => {
  it('loads, and warns of nothing but the name that only v1.9.3 knows', () => {
    const warnings: string[] = [];
    readConfigFile(SHIPPED, {}, (text) => warnings.push(text));
    expect(warnings).toEqual([expect.stringContaining("'protocols' is deprecated")]);
  });

  it('still loads with the environment that newer releases need', () => {
    expect(() => readConfigFile(SHIPPED, { MTX_MOQ: 'no' }, () => undefined)).not.toThrow();
  });
});
