import type { PathChange } from '@ppf/contracts';
import { ConfigFaults } from '../config/read-settings';
import { PlanAll, PlanModule, type PlanOfServer } from '../media';
import type { Arguments } from './arguments';
import { withBackend } from './with-backend';

/**
 * Tells what the running backend would change at the media servers now, and changes nothing.
 * @throws ConfigFaults without `--dry-run`: bringing media servers in line is the running backend's work.
 */
export async function reconcile({ 'dry-run': dryRun = false }: Arguments): Promise<string> {
  if (!dryRun)
    throw new ConfigFaults([
      'Only --dry-run: the running backend brings media servers in line by itself, or when asked on its page of media servers.',
    ]);
  return withBackend(async (backend) => planTable(await backend.get(PlanAll).plan()), [PlanModule]);
}

/** The plans as text: a line for each server, and beneath it one for each change. */
export function planTable(plans: readonly PlanOfServer[]): string {
  return plans
    .map(({ name, plan, failure }) => {
      if (!plan) return `${name}: ${failure?.replace(/^MediaMTX: /, '') ?? 'unknown'}`;
      const notApplied = plan.not_applied.map(({ path, sentence }) => `  not applied: ${path}. ${sentence}`);
      const good = plan.wanted - notApplied.length;
      const all = notApplied.length === 0 ? `${plan.wanted} paths` : `${good} of ${plan.wanted} paths`;
      if (plan.total_changes === 0)
        return [`${name}: nothing to do, ${all} are as they should be.`, ...notApplied].join('\n');
      const more = plan.total_changes - plan.changes.length;
      return [
        `${name}: ${plan.total_changes} changes for ${plan.wanted} paths, disconnecting ${plan.disconnects_viewers} viewers`,
        ...table([['', 'path', 'why', 'viewers'], ...plan.changes.map(row)]),
        ...(more > 0 ? [`  and ${more} more`] : []),
        ...notApplied,
      ].join('\n');
    })
    .join('\n');
}

function row({
  action,
  path,
  reason,
  fields,
  disconnects_viewers: viewers,
  postponed,
}: PathChange): string[] {
  const why = [reason, ...fields].join(' ');
  return [action, path, postponed ? `${why} (waits until nobody watches)` : why, String(viewers)];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
  return rows.map((cells) =>
    `  ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
  );
}
