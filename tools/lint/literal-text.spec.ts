import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** The number of findings of the rules for literal text, for `source` at `place`. Nothing is written. */
function lint(place: string, source: string): number {
  const eslint = path.join(root, 'node_modules/eslint/bin/eslint.js');
  const args = [eslint, '--format', 'json', '--stdin', '--stdin-filename', path.join(root, place)];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, input: source, encoding: 'utf8' });
  const [result] = JSON.parse(stdout) as [{ messages: { ruleId: string | null }[] }];
  return result.messages.filter(({ ruleId }) => ruleId?.startsWith('literal-text/')).length;
}

describe('text outside of catalogs', () => {
  it('is refused in templates', () => {
    const refused = [
      '<p>Save</p>',
      '<p>{{ count() }} viewers</p>',
      "<p>{{ isOpen() ? 'Open' : text('closed') }}</p>",
      '<img alt="Snapshot" />',
      `<button [attr.aria-label]="'End ' + name()"></button>`,
      '<input placeholder="{{ name() }} here" />',
    ];
    expect(lint('apps/frontend/src/app/ui/probe.html', refused.join('\n'))).toBe(refused.length);
  });

  it('is allowed where it is an argument, a comparison, data or code', () => {
    const allowed = [
      "<p>{{ text('save') }} · {{ kind() === 'pull' ? text('pull') : text('push') }}</p>",
      '<code>HOST=0.0.0.0</code>',
      `<img [alt]="text('snapshot')" />`,
      '<p>– {{ name() }}&nbsp;</p>',
    ];
    expect(lint('apps/frontend/src/app/ui/probe.html', allowed.join('\n'))).toBe(0);
  });

  it('is refused in code, and allowed in errors and in tests', () => {
    const source = "export const heading = 'Add your first pit';\nexport const type = 'Content-Type';\n";
    expect(lint('apps/frontend/src/app/ui/probe.ts', source)).toBe(1);
    expect(lint('apps/frontend/src/app/ui/probe.spec.ts', source)).toBe(0);
    const error = "export function fail(): never {\n  throw new Error('There is no element.');\n}\n";
    expect(lint('apps/frontend/src/app/ui/probe.ts', error)).toBe(0);
  });
});
