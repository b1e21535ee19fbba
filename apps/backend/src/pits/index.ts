export { CameraEntity } from './camera.entity';
export { CameraSource } from './camera-source';
export { CreatePit } from './create-pit';
export { FindPit } from './find-pit';
export { PitEntity } from './pit.entity';
export { PitStreamBoard } from './pit-stream-board';
export { PitsModule } from './pits.module';
export { PutCamera } from './put-camera';
export { type CameraWhereabouts, SavedCameraHosts } from './saved-camera-hosts';
