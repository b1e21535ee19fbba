import type { PathChange } from '@ppf/contracts';
import { ConfigFaults } from '../config/read-settings';
import { PlanAllMediaServers, PlanModule, type PlanOfServer } from '../media';
import { withBackend } from './with-backend';

export interface ReconcileOptions {
  readonly dryRun?: boolean | undefined;
}

/**
 * Lists the changes that the running backend would make at the media servers. Changes nothing.
 * @throws ConfigFaults without `--dry-run`, because only the running backend reconciles media servers.
 */
export async function reconcile({ dryRun = false }: ReconcileOptions): Promise<string> {
  if (!dryRun)
    throw new ConfigFaults([
      'Add --dry-run. The running backend reconciles media servers by itself, and on request on the media servers page.',
    ]);
  return withBackend(
    async (backend) => toPlanTable(await backend.get(PlanAllMediaServers).plan()),
    [PlanModule],
  );
}

/** Formats the plans as text: one line per server, followed by one line per change. */
export function toPlanTable(plans: readonly PlanOfServer[]): string {
  return plans
    .map(({ name, plan, failure }) => {
      if (!plan) return `${name}: ${failure?.replace(/^MediaMTX: /, '') ?? 'unknown'}`;
      const notApplied = plan.not_applied.map(({ path, sentence }) => `  not applied: ${path}. ${sentence}`);
      const matching = plan.wanted - notApplied.length;
      const all = notApplied.length === 0 ? `${plan.wanted} paths` : `${matching} of ${plan.wanted} paths`;
      if (plan.total_changes === 0) return [`${name}: no changes, ${all} match.`, ...notApplied].join('\n');
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
  return [action, path, postponed ? `${why} (waits until there are no viewers)` : why, String(viewers)];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
  return rows.map((cells) =>
    `  ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
  );
}
