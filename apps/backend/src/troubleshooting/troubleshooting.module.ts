import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { MediaModule } from '../media';
import { MediaServersModule, PlacementModule } from '../media-servers';
import { PitsModule } from '../pits';
import { StreamsModule } from '../streams';
import { DiagnosePit } from './diagnose-pit';
import { ProbeAsViewer } from './facts/probe-as-viewer';
import { CollectServerFacts } from './facts/collect-server-facts';
import { CollectCameraFacts } from './facts/collect-camera-facts';
import { LocalHookHistory } from './facts/local-hook-history';
import { DiagnosisController } from './diagnosis.controller';
import { PlayerFindingsStore } from './sharing/player-findings-store';
import { HookHistoryExchange } from './sharing/hook-history-exchange';
import { PlayerFindingsPublisher } from './sharing/player-findings-publisher';

/** Troubleshooting: diagnoses of pits. */
@Module({
  imports: [AuthModule, PlacementModule, MediaServersModule, PitsModule, MediaModule, StreamsModule],
  controllers: [DiagnosisController],
  providers: [
    CollectCameraFacts,
    ProbeAsViewer,
    CollectServerFacts,
    LocalHookHistory,
    HookHistoryExchange,
    PlayerFindingsStore,
    PlayerFindingsPublisher,
    DiagnosePit,
  ],
})
export class TroubleshootingModule {}
