import type { MediaAgentReport } from '@ppf/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isAgentConnected } from '../media-servers';
import { Clock } from '../platform/clock';
import type { Metric } from '../platform/observability/metrics/metric';
import { Metrics } from '../platform/observability/metrics/metrics';

/** The agent of a media server whose paths are set by file. */
interface AgentRow {
  readonly name: string;
  readonly credentialHash: Buffer | null;
  readonly reportedAt: Date | null;
  readonly report: MediaAgentReport | null;
}

const AGENTS = `
  SELECT s.name, a.credential_hash AS "credentialHash", a.reported_at AS "reportedAt", a.report
  FROM media_server s LEFT JOIN media_agent a ON a.media_server_id = s.id
  WHERE s.paths_by = 'file' ORDER BY s.id`;

/** Exports the reports of media agents as metrics. Every backend reads them from the database. */
@Injectable()
export class MediaAgentMetrics {
  /** The query in progress: the metrics of one scrape, which begin together, are read from its rows. */
  private reading: Promise<readonly AgentRow[]> | undefined;

  constructor(
    metrics: Metrics,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {
    metrics.add(
      this.gauge(
        'ppf_media_agent_connected',
        '1: the agent of the media server, whose paths are set by file, reported within the last 90 seconds; 0: it did not.',
        (agent) => Number(isAgentConnected(agent, this.clock.now())),
      ),
      this.gauge(
        'ppf_media_agent_applied',
        '1: the media server had loaded the newest paths at the last report of its agent, 0: it had not.',
        ({ report }) => report && Number(report.applied),
      ),
      this.gauge(
        'ppf_media_agent_refused_paths',
        'Paths that the agent of the media server did not write, at its last report.',
        ({ report }) => report && report.total_refused,
      ),
      this.gauge(
        'ppf_media_agent_disk_free_bytes',
        'Free space of the disk with the configuration file of the media server, at the last report of its agent.',
        ({ report }) => report && report.disk_free_bytes,
      ),
    );
  }

  /** @param of Value of one agent; null: no sample. */
  private gauge(name: string, about: string, of: (agent: AgentRow) => number | null): Metric {
    const read = async () =>
      (await this.readAgents()).flatMap((agent) => {
        const value = of(agent);
        return value === null ? [] : [{ labels: { media_server: agent.name }, value }];
      });
    return { name, kind: 'gauge', about, labels: ['media_server'], read };
  }

  private readAgents(): Promise<readonly AgentRow[]> {
    this.reading ??= this.dataSource.query<AgentRow[]>(AGENTS).finally(() => (this.reading = undefined));
    return this.reading;
  }
}
