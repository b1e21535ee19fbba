import type { SignedInUser, SystemInfo } from '@ppf/contracts';
import { text } from './texts/text';

/** A notice above the page. */
export interface SystemNotice {
  readonly kind: 'page-outdated' | 'media-server-unreachable' | 'simulator' | 'sample-data';
  /** Whether it prevents users from working. */
  readonly urgent: boolean;
  /** What happened. */
  readonly text: string;
  /** What to do. */
  readonly action: string;
}

/**
 * Why the page has to be reloaded. `updated`: the server has a new version without the chunks of this page;
 * `media-server-added`: the content security policy of this page blocks a new media server.
 */
export type PageOutdated = 'updated' | 'media-server-added';

function outdatedText(outdated: PageOutdated): Pick<SystemNotice, 'text' | 'action'> {
  return outdated === 'updated'
    ? { text: text('notices.updated'), action: text('notices.updatedAction') }
    : { text: text('notices.serverAdded'), action: text('notices.serverAddedAction') };
}

/** Input of the notices. */
export interface NoticeContext {
  /** Undefined until it is loaded. */
  readonly info: SystemInfo | undefined;
  readonly user: Pick<SignedInUser, 'permissions'> | null;
  /** Whether the current workshop is the sample workshop. */
  readonly isSample: boolean;
  /** Why the page has to be reloaded; null otherwise. */
  readonly outdated: PageOutdated | null;
}

/** The notices for a user, most important first. */
export function systemNotices({ info, user, isSample, outdated }: NoticeContext): SystemNotice[] {
  if (!info || !user) return [];
  const notices: SystemNotice[] = [];
  if (outdated) {
    notices.push({ kind: 'page-outdated', urgent: true, ...outdatedText(outdated) });
  }
  if (!info.media_server.reachable) {
    notices.push({
      kind: 'media-server-unreachable',
      urgent: true,
      text: text('notices.unreachable'),
      action: text('notices.unreachableAction'),
    });
  } else if (info.media_server.kind === 'simulator') {
    notices.push({
      kind: 'simulator',
      urgent: false,
      text: text('notices.simulator'),
      action: text('notices.simulatorAction'),
    });
  }
  if (isSample && user.permissions.includes('workshops:write')) {
    notices.push({
      kind: 'sample-data',
      urgent: false,
      text: text('notices.sample'),
      action: user.permissions.includes('workshops:delete')
        ? text('notices.sampleOperator')
        : text('notices.sampleOwner'),
    });
  }
  return notices;
}
