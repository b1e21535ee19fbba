import { type FactoryProvider, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth';
import { CamerasConfig } from '../config/cameras.config';
import { DatabaseConfig } from '../config/database.config';
import { HttpConfig, ProcessConfig } from '../config/http.config';
import { opensLoopback } from '../config/open-loopback';
import { MediamtxConfig } from '../config/mediamtx.config';
import { PlacementIndex, PlacementModule } from '../media-servers';
import { WorkshopsModule } from '../workshops';
import { CameraAddressGuards } from './cameras/network/camera-address-guards';
import { CameraSource } from './cameras/camera-source';
import { CameraEntity } from './cameras/camera.entity';
import { CreatePit } from './create-pit';
import { FindPit } from './find-pit';
import { CameraImportController } from './import/camera-import.controller';
import { CameraPresetsController } from './cameras/camera-presets.controller';
import { CameraTestController } from './camera-test/camera-test.controller';
import { CameraUsageController } from './cameras/camera-usage.controller';
import { CameraController } from './cameras/camera.controller';
import { PublishKeyController } from './publishing/publish-key.controller';
import { OnvifController } from './onvif/onvif.controller';
import { PitsController } from './pits.controller';
import { WorkshopPitsController } from './workshop-pits.controller';
import { ImportCameras } from './import/import-cameras';
import { ValidateCamera } from './cameras/input/validate-camera';
import { IssuePublishKey } from './publishing/issue-publish-key';
import { FindCameraStreams } from './onvif/find-camera-streams';
import { OnvifLimiter } from './onvif/onvif-limiter';
import { DiscoverCameras } from './onvif/discover-cameras';
import { PauseCamera } from './cameras/pause-camera';
import { ownEndpointsOf, ownPortsOf } from './cameras/network/own-endpoints-of';
import { PitEntity } from './pit.entity';
import { PublishAddresses } from './cameras/publish-addresses';
import { PublishRefusals } from './publishing/publish-refusals';
import { PutCamera } from './cameras/put-camera';
import { PauseRedirectingCamera } from './cameras/pause-redirecting-camera';
import { RedirectCheck } from './cameras/network/redirect-check';
import { ResealCameras } from './cameras/reseal-cameras';
import { SavedCameraHostResolver } from './cameras/saved-camera-host-resolver';
import { CameraResponseMapper } from './cameras/camera-response-mapper';
import { PitResponseMapper } from './pit-response-mapper';
import { WorkshopQuotas } from './workshop-quotas';
import { TestPitCamera } from './camera-test/test-pit-camera';
import { TestPulledCamera } from './camera-test/test-pulled-camera';
import { TestPushedCamera } from './camera-test/test-pushed-camera';
import { WorkshopCameraNetworks } from './cameras/network/workshop-camera-networks';
import { WriteCamera } from './cameras/write-camera';

const CAMERA_NETWORK: FactoryProvider<CameraAddressGuards> = {
  provide: CameraAddressGuards,
  inject: [CamerasConfig, ProcessConfig, HttpConfig, MediamtxConfig, DatabaseConfig, PlacementIndex],
  useFactory: (
    { networks }: CamerasConfig,
    process: ProcessConfig,
    http: HttpConfig,
    mediamtx: MediamtxConfig,
    database: DatabaseConfig,
    placements: PlacementIndex,
  ) =>
    new CameraAddressGuards({
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
    CameraSource,
    SavedCameraHostResolver,
    WorkshopCameraNetworks,
    ResealCameras,
    FindPit,
    PitResponseMapper,
    CameraResponseMapper,
    PauseCamera,
    PublishAddresses,
    WorkshopQuotas,
    CreatePit,
    RedirectCheck,
    PauseRedirectingCamera,
    ValidateCamera,
    WriteCamera,
    PutCamera,
    ImportCameras,
    OnvifLimiter,
    DiscoverCameras,
    FindCameraStreams,
    TestPitCamera,
    TestPulledCamera,
    TestPushedCamera,
    PublishRefusals,
    IssuePublishKey,
  ],
  exports: [
    TypeOrmModule,
    PublishRefusals,
    CameraSource,
    SavedCameraHostResolver,
    PauseRedirectingCamera,
    FindPit,
    CreatePit,
    PutCamera,
    TestPitCamera,
  ],
})
export class PitsModule {}
