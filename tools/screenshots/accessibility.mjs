// The accessibility pass. The system suite uses it too: `import { accessibilityFaults } from 'tools/screenshots/…'`.
import { AxeBuilder } from '@axe-core/playwright';

/** What axe finds wrong with the page as it is now, one line each; empty when nothing is. */
export async function accessibilityFaults(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
