import { EslintProcess } from './eslint-process.ts';

const eslint = new EslintProcess();
afterAll(() => eslint.stop());

/** Returns the number of findings of the rules for literal text, for `source` at `place`. */
async function lint(place: string, source: string): Promise<number> {
  const findings = await eslint.lint(place, source);
  return findings.filter(({ ruleId }) => ruleId?.startsWith('literal-text/')).length;
}

describe('text outside of catalogs', () => {
  it('is refused in templates', async () => {
    const refused = [
      '<p>Save</p>',
      '<p>{{ count() }} viewers</p>',
      "<p>{{ isOpen() ? 'Open' : text('closed') }}</p>",
      '<img alt="Snapshot" />',
      `<button [attr.aria-label]="'End ' + name()"></button>`,
      '<input placeholder="{{ name() }} here" />',
    ];
    expect(await lint('apps/frontend/src/app/ui/probe.html', refused.join('\n'))).toBe(refused.length);
  });

  it('is allowed where it is an argument, a comparison, data or code', async () => {
    const allowed = [
      "<p>{{ text('save') }} · {{ kind() === 'pull' ? text('pull') : text('push') }}</p>",
      '<code>HOST=0.0.0.0</code>',
      `<img [alt]="text('snapshot')" />`,
      '<p>– {{ name() }}&nbsp;</p>',
    ];
    expect(await lint('apps/frontend/src/app/ui/probe.html', allowed.join('\n'))).toBe(0);
  });

  it('is refused in code, and allowed in errors and in tests', async () => {
    const source = "export const heading = 'Add your first pit';\nexport const type = 'Content-Type';\n";
    expect(await lint('apps/frontend/src/app/ui/probe.ts', source)).toBe(1);
    expect(await lint('apps/frontend/src/app/ui/probe.spec.ts', source)).toBe(0);
    const error = "export function fail(): never {\n  throw new Error('There is no element.');\n}\n";
    expect(await lint('apps/frontend/src/app/ui/probe.ts', error)).toBe(0);
  });
});
