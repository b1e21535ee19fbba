import { type FactoryProvider, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth';
import { CamerasConfig } from '../config/cameras.config';
import { DatabaseConfig } from '../config/database.config';
import { HttpConfig, ProcessConfig } from '../config/http.config';
import { opensLoopback } from '../config/open-loopback';
import { MediamtxConfig } from '../config/mediamtx.config';
import { PlacementIndex, PlacementModule } from '../placement';
import { WorkshopsModule } from '../workshops';
import { CameraNetwork } from './cameras/camera-network';
import { CameraSource } from './cameras/camera-source';
import { CameraEntity } from './cameras/camera.entity';
import { CreatePit } from './create-pit';
import { FindPit } from './find-pit';
import { CameraImportController } from './http/camera-import.controller';
import { CameraPresetsController } from './http/camera-presets.controller';
import { CameraTestController } from './http/camera-test.controller';
import { CameraUsageController } from './http/camera-usage.controller';
import { CameraController } from './http/camera.controller';
import { PublishKeyController } from './http/publish-key.controller';
import { OnvifController } from './http/onvif.controller';
import { PitsController } from './http/pits.controller';
import { WorkshopPitsController } from './http/workshop-pits.controller';
import { ImportCameras } from './import/import-cameras';
import { JudgeCamera } from './cameras/judge-camera';
import { MakePublishKey } from './publishing/make-publish-key';
import { FindStreams } from './onvif/find-streams';
import { OnvifTurns } from './onvif/onvif-turns';
import { SearchCameras } from './onvif/search-cameras';
import { PauseCamera } from './cameras/pause-camera';
import { PitStreamBoard } from './pit-stream-board';
import { ownEndpointsOf, ownPortsOf } from './cameras/own-endpoints-of';
import { PitEntity } from './pit.entity';
import { PublishAddresses } from './cameras/publish-addresses';
import { PublishRefusals } from './publishing/publish-refusals';
import { PutCamera } from './cameras/put-camera';
import { PauseRedirectingCamera } from './redirects/pause-redirecting-camera';
import { RedirectCheck } from './redirects/redirect-check';
import { ResealCameras } from './cameras/reseal-cameras';
import { SavedCameraHosts } from './cameras/saved-camera-hosts';
import { ShowCamera } from './cameras/show-camera';
import { ShowCameraUsage } from './cameras/show-camera-usage';
import { ShowPit } from './show-pit';
import { WorkshopQuotas } from './workshop-quotas';
import { TestPitCamera } from './camera-test/test-pit-camera';
import { TestPulledCamera } from './camera-test/test-pulled-camera';
import { TestPushedCamera } from './camera-test/test-pushed-camera';
import { WorkshopCameraNetworks } from './cameras/workshop-camera-networks';
import { WriteCamera } from './cameras/write-camera';

const CAMERA_NETWORK: FactoryProvider<CameraNetwork> = {
  provide: CameraNetwork,
  inject: [CamerasConfig, ProcessConfig, HttpConfig, MediamtxConfig, DatabaseConfig, PlacementIndex],
  useFactory: (
    { networks }: CamerasConfig,
    process: ProcessConfig,
    http: HttpConfig,
    mediamtx: MediamtxConfig,
    database: DatabaseConfig,
    placements: PlacementIndex,
  ) =>
    new CameraNetwork({
      networks,
      // Media servers come and go.
      get own() {
        return ownEndpointsOf(http, mediamtx, database, placements.servers);
      },
      get ownPorts() {
        return ownPortsOf(http, mediamtx, placements.servers);
      },
      loopbackForAll: opensLoopback(process, http),
    }),
};

/** Pits and their cameras. */
@Module({
  imports: [
    AuthModule,
    WorkshopsModule,
    PlacementModule,
    TypeOrmModule.forFeature([PitEntity, CameraEntity]),
  ],
  controllers: [
    WorkshopPitsController,
    PitsController,
    CameraController,
    CameraUsageController,
    CameraImportController,
    OnvifController,
    PublishKeyController,
    CameraTestController,
    CameraPresetsController,
  ],
  providers: [
    CAMERA_NETWORK,
    PitStreamBoard,
    CameraSource,
    SavedCameraHosts,
    WorkshopCameraNetworks,
    ResealCameras,
    FindPit,
    ShowPit,
    ShowCamera,
    ShowCameraUsage,
    PauseCamera,
    PublishAddresses,
    WorkshopQuotas,
    CreatePit,
    RedirectCheck,
    PauseRedirectingCamera,
    JudgeCamera,
    WriteCamera,
    PutCamera,
    ImportCameras,
    OnvifTurns,
    SearchCameras,
    FindStreams,
    TestPitCamera,
    TestPulledCamera,
    TestPushedCamera,
    PublishRefusals,
    MakePublishKey,
  ],
  exports: [
    TypeOrmModule,
    PublishRefusals,
    PitStreamBoard,
    CameraSource,
    SavedCameraHosts,
    PauseRedirectingCamera,
    FindPit,
    CreatePit,
    PutCamera,
    TestPitCamera,
  ],
})
export class PitsModule {}
