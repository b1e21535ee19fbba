import {
  CAMERA_TEST_FAULT_CODES,
  type CameraTestFaultCode,
  type ChainFaultCode,
  type DiagnosisFault,
  type DiagnosisFaultCode,
  type Role,
} from '@ppf/contracts';
import { hasPermission } from '../../auth';
import { toCameraFault } from '../../pits';
import { message } from '../messages';
import { FINDING_KINDS, type FindingKind, type FixedBy } from './finding-kinds';

/** A finding with its texts. */
export interface FindingText extends FindingKind {
  /** The finding in one sentence. */
  readonly sentence: string;
  /** What to do, for the person who can fix it. */
  readonly fix: string;
}

/** Findings of the camera test that are not fixed at the camera. */
const SERVER_CODES: readonly CameraTestFaultCode[] = ['media-server-away'];

/** Returns the texts of a finding for the person who can fix it. */
export function findingText(code: DiagnosisFaultCode): FindingText {
  const camera = CAMERA_TEST_FAULT_CODES.find((each) => each === code);
  if (camera)
    return {
      ...toCameraFault({ code: camera }),
      fixedBy: SERVER_CODES.includes(camera) ? 'server' : 'camera',
    };
  const chain = code as ChainFaultCode;
  return {
    ...FINDING_KINDS[chain],
    sentence: message(`finding.${chain}`).text(),
    fix: message(`fix.${chain}`).text(),
  };
}

/** Returns a finding for the reader: the fix if the reader can apply it, otherwise whom to contact. */
export function toDiagnosisFault(code: DiagnosisFaultCode, role: Role): DiagnosisFault {
  const { severity, fixedBy, sentence, fix } = findingText(code);
  return { code, severity, sentence, fix: fixFor(fixedBy, fix, role) };
}

function fixFor(fixedBy: FixedBy, fix: string, role: Role): string {
  if (fixedBy === 'server' && !hasPermission({ role }, 'media-servers:write'))
    return message('fix.for-operator').text();
  const isForOwner = fixedBy === 'camera' && !hasPermission({ role }, 'cameras:write');
  return isForOwner ? message('fix.for-owner', { fix }).text() : fix;
}
