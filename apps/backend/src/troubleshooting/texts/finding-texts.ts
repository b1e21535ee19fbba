import { FAULT_TEXTS as CAMERA_TEXTS } from '@ppf/camera-probe';
import {
  CAMERA_TEST_FAULT_CODES,
  type CameraTestFaultCode,
  type ChainFaultCode,
  type DiagnosisFault,
  type DiagnosisFaultCode,
  type Role,
} from '@ppf/contracts';
import { CHAIN_TEXTS, type DiagnosisText, type FixedBy } from './chain-texts';

/** Of what the camera's test tells, what is not mended at the camera. */
const SERVER_CODES: readonly CameraTestFaultCode[] = ['media-server-away'];

/** The words of a fault, whoever reads them. */
export function findingText(code: DiagnosisFaultCode): DiagnosisText {
  const camera = CAMERA_TEST_FAULT_CODES.find((each) => each === code);
  if (!camera) return CHAIN_TEXTS[code as ChainFaultCode];
  return { ...CAMERA_TEXTS[camera], fixedBy: SERVER_CODES.includes(camera) ? 'server' : 'camera' };
}

/** A fault in the reader's words: whoever can mend it is told how, the others whom to tell. */
export function toDiagnosisFault(code: DiagnosisFaultCode, role: Role): DiagnosisFault {
  const { severity, fixedBy, sentence, fix } = findingText(code);
  return { code, severity, sentence, fix: fixFor(fixedBy, fix, role) };
}

function fixFor(fixedBy: FixedBy, fix: string, role: Role): string {
  if (fixedBy === 'server' && role !== 'super_admin')
    return 'Tell the operator of the media server. Nothing at the camera needs to be changed.';
  return fixedBy === 'camera' && role === 'staff' ? `Tell the owner of the workshop: ${fix}` : fix;
}
