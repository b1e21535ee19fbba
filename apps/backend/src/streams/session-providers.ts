import { type Provider } from '@nestjs/common';
import { StreamsConfig } from '../config/streams.config';
import { ActiveSessions } from './sessions/admission/active-sessions';
import { Revocations } from './sessions/admission/revocations';
import { ViewerCapacity, viewerLimits } from './sessions/admission/viewer-capacity';
import { SessionLedger } from './sessions/reconcile/session-ledger';
import { SessionReconcileTask } from './sessions/reconcile/session-reconcile-task';
import { SessionReconciler } from './sessions/reconcile/session-reconciler';
import { SweepLeases } from './sessions/reconcile/sweep-leases';
import { ActiveSessionProjection } from './sessions/recording/active-session-projection';
import { BeginSession } from './sessions/recording/begin-session';
import { PendingRenewals } from './sessions/recording/pending-renewals';
import { RevocationProjection } from './sessions/recording/revocation-projection';
import { SessionNotifier } from './sessions/recording/session-notifier';
import { SessionRecorder } from './sessions/recording/session-recorder';
import { SessionWriter } from './sessions/recording/session-writer';
import { UnwrittenSessions } from './sessions/recording/unwritten-sessions';
import { EndViewingSession } from './sessions/requests/end-viewing-session';
import { EndViewingSessions } from './sessions/requests/end-viewing-sessions';
import { FindViewingSession } from './sessions/requests/find-viewing-session';
import { ListViewingSessions } from './sessions/requests/list-viewing-sessions';
import { RenewViewingSessions } from './sessions/requests/renew-viewing-sessions';
import { RevokeViewingSessions } from './sessions/requests/revoke-viewing-sessions';

/** Milliseconds that a revocation is kept after its tokens have expired: a suspended player can still learn the cause. */
const KEEP_REVOCATIONS_MS = 600_000;

/** Viewing sessions: admitted, recorded, reconciled, renewed, revoked. */
export const SESSION_PROVIDERS: Provider[] = [
  { provide: ActiveSessions, useFactory: () => new ActiveSessions() },
  {
    provide: Revocations,
    inject: [StreamsConfig],
    useFactory: ({ tokenTtlSeconds }: StreamsConfig) =>
      new Revocations(tokenTtlSeconds * 1000 + KEEP_REVOCATIONS_MS),
  },
  {
    provide: ViewerCapacity,
    inject: [ActiveSessions, StreamsConfig],
    useFactory: (active: ActiveSessions, config: StreamsConfig) =>
      new ViewerCapacity(active, viewerLimits(config)),
  },
  UnwrittenSessions,
  BeginSession,
  PendingRenewals,
  SessionNotifier,
  SessionWriter,
  SessionRecorder,
  ActiveSessionProjection,
  RevocationProjection,
  SessionLedger,
  SessionReconciler,
  SweepLeases,
  SessionReconcileTask,
  RevokeViewingSessions,
  FindViewingSession,
  ListViewingSessions,
  RenewViewingSessions,
  EndViewingSession,
  EndViewingSessions,
];
