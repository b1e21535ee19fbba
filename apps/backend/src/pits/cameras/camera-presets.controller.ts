import { CAMERA_PRESETS, type CameraPreset as Preset } from '@ppf/camera-probe';
import { Controller, Get } from '@nestjs/common';
import { CameraPreset, CameraPresetList } from '@ppf/contracts';
import { RequirePermission } from '../../auth/index';

/** Presets of camera brands. */
@Controller('camera-presets')
@RequirePermission('pits:read')
export class CameraPresetsController {
  /** Lists paths, ports and settings by brand. */
  @Get()
  list(): CameraPresetList {
    return { items: Object.values(CAMERA_PRESETS).map(toPresetResponse) };
  }
}

function toPresetResponse(preset: Preset): CameraPreset {
  const { id, name, port, user, mainPath, subPath, channelDigits, settings, notes, needsTranscode } = preset;
  return {
    id,
    name,
    port,
    user,
    main_path: mainPath,
    sub_path: subPath,
    channel_digits: channelDigits,
    settings: [...settings],
    notes: [...notes],
    needs_transcode: needsTranscode,
  };
}
