export { CameraEntity } from './camera.entity';
export { CameraSource } from './camera-source';
export { PitEntity } from './pit.entity';
export { PitStreamBoard } from './pit-stream-board';
export { PitsModule } from './pits.module';
