import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { MediaModule } from '../media';
import { PitsModule } from '../pits';
import { StreamsModule } from '../streams';
import { DiagnosePit } from './diagnose-pit';
import { AskAsViewer } from './facts/ask-as-viewer';
import { AskServerSide } from './facts/ask-server-side';
import { FindCameraSide } from './facts/find-camera-side';
import { RecallHook } from './facts/recall-hook';
import { DiagnosisController } from './http/diagnosis.controller';
import { PlayerFindingsBoard } from './player-findings-board';
import { AskOtherHooks } from './sharing/ask-other-hooks';
import { ShareFindings } from './sharing/share-findings';

/** The stream doctor. */
@Module({
  imports: [AuthModule, PitsModule, MediaModule, StreamsModule],
  controllers: [DiagnosisController],
  providers: [
    FindCameraSide,
    AskAsViewer,
    AskServerSide,
    RecallHook,
    AskOtherHooks,
    PlayerFindingsBoard,
    ShareFindings,
    DiagnosePit,
  ],
})
export class DiagnosisModule {}
