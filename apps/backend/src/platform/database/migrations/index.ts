import { FirstTables1764000000000 } from './1764000000000-first-tables';
import { CompleteCameras1764100000000 } from './1764100000000-complete-cameras';
import { PublishPublicKey1764101000000 } from './1764101000000-publish-public-key';
import { ViewingSessions1764102000000 } from './1764102000000-viewing-sessions';
import { MediaServers1795600000000 } from './1795600000000-media-servers';
import { StreamHistory1795600100000 } from './1795600100000-stream-history';
import { PublishingSince1796000000000 } from './1796000000000-publishing-since';
import { Alerts1796100000000 } from './1796100000000-alerts';
import { Edges1796300000000 } from './1796300000000-edges';
import { CameraNotApplied1797000000000 } from './1797000000000-camera-not-applied';
import { PauseReason1797000100000 } from './1797000100000-pause-reason';
import { CredentialGeneration1797500000000 } from './1797500000000-credential-generation';
import { EmailPerWorkshop1797510000000 } from './1797510000000-email-per-workshop';
import { AlertRecipients1797600000000 } from './1797600000000-alert-recipients';
import { PeriodCause1797600100000 } from './1797600100000-period-cause';
import { PublishAddressChanged1797600200000 } from './1797600200000-publish-address-changed';
import { MediaAgents1797700000000 } from './1797700000000-media-agents';
import { Roles1797800000000 } from './1797800000000-roles';
import { PitLimits1797800100000 } from './1797800100000-pit-limits';

/** Every migration, oldest first. A migration that was released is never changed. */
export const MIGRATIONS = [
  FirstTables1764000000000,
  CompleteCameras1764100000000,
  PublishPublicKey1764101000000,
  ViewingSessions1764102000000,
  MediaServers1795600000000,
  StreamHistory1795600100000,
  PublishingSince1796000000000,
  Alerts1796100000000,
  Edges1796300000000,
  CameraNotApplied1797000000000,
  PauseReason1797000100000,
  CredentialGeneration1797500000000,
  EmailPerWorkshop1797510000000,
  AlertRecipients1797600000000,
  PeriodCause1797600100000,
  PublishAddressChanged1797600200000,
  MediaAgents1797700000000,
  Roles1797800000000,
  PitLimits1797800100000,
];
