import { type Provider } from '@nestjs/common';
import { StreamsConfig } from '../config/streams.config';
import { EndViewing } from './revocation/end-viewing';
import { EndViewings } from './revocation/end-viewings';
import { KeepRevocations } from './revocation/keep-revocations';
import { Revocations } from './revocation/revocations';
import { RevokeViewing } from './revocation/revoke-viewing';
import { ActiveViewings } from './sessions/active-viewings';
import { CompleteViewings } from './sessions/complete-viewings';
import { FindViewing } from './sessions/find-viewing';
import { KeepActiveViewings } from './sessions/keep-active-viewings';
import { viewingLimits } from './sessions/decide-viewing-limits';
import { KeepTokenUses } from './sessions/keep-token-uses';
import { ListViewings } from './sessions/list-viewings';
import { RecordViewings } from './sessions/record-viewings';
import { RenewViewings } from './sessions/renew-viewings';
import { SettleMediaServer } from './sessions/settle-media-server';
import { SweepLeases } from './sessions/sweep-leases';
import { TellViewings } from './sessions/tell-viewings';
import { ViewingLedger } from './sessions/viewing-ledger';
import { ViewingRenewals } from './sessions/viewing-renewals';
import { ViewingRoom } from './sessions/viewing-room';
import { WriteViewings } from './sessions/write-viewings';
import { AdmitIssuedToken } from './signing/admit-issued-token';

/** Milliseconds past a token's life that a revocation is remembered: a player that was away is told why. */
const TELL_FOR_MS = 600_000;

/** Viewing sessions: recorded, completed, limited, renewed and revoked. */
export const VIEWING_PROVIDERS: Provider[] = [
  { provide: ActiveViewings, useFactory: () => new ActiveViewings() },
  {
    provide: Revocations,
    inject: [StreamsConfig],
    useFactory: ({ tokenTtlSeconds }: StreamsConfig) => new Revocations(tokenTtlSeconds * 1000 + TELL_FOR_MS),
  },
  {
    provide: ViewingRoom,
    inject: [ActiveViewings, StreamsConfig],
    useFactory: (active: ActiveViewings, config: StreamsConfig) =>
      new ViewingRoom(active, viewingLimits(config)),
  },
  AdmitIssuedToken,
  ViewingRenewals,
  TellViewings,
  WriteViewings,
  RecordViewings,
  KeepActiveViewings,
  KeepTokenUses,
  KeepRevocations,
  ViewingLedger,
  SettleMediaServer,
  SweepLeases,
  CompleteViewings,
  RevokeViewing,
  FindViewing,
  ListViewings,
  RenewViewings,
  EndViewing,
  EndViewings,
];
