import { PERMISSIONS } from '@ppf/contracts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { renderPermissionsPage } from './render-permissions-page';

describe('renderPermissionsPage', () => {
  it('matches the committed page', () => {
    const file = path.resolve(__dirname, '../../../../docs/reference/permissions.md');
    expect(readFileSync(file, 'utf8')).toBe(renderPermissionsPage());
  });

  it.each([...PERMISSIONS])('contains %s once', (permission) => {
    expect(renderPermissionsPage().split(`| \`${permission}\` |`)).toHaveLength(2);
  });

  it('shows which role has a permission', () => {
    expect(renderPermissionsPage()).toMatch(/\| `members:write` \| [^|]+ \| yes \| yes \| – \| – \|/);
    expect(renderPermissionsPage()).toMatch(/\| `streams:watch` \| [^|]+ \| yes \| yes \| yes \| yes \|/);
  });
});
