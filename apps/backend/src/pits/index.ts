export { CameraEntity } from './camera.entity';
export { CameraSource } from './camera-source';
export { FindPit } from './find-pit';
export { PitEntity } from './pit.entity';
export { PitStreamBoard } from './pit-stream-board';
export { PitsModule } from './pits.module';
