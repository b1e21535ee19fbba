import type { SignedInUser, SystemInfo } from '@ppf/contracts';

/** One sentence of the bar at the top of every page. */
export interface SystemNotice {
  readonly kind: 'page-outdated' | 'media-server-unreachable' | 'simulator' | 'sample-data';
  /** Whether it keeps people from their work. */
  readonly urgent: boolean;
  /** What is so. */
  readonly text: string;
  /** What to do about it. */
  readonly wayOut: string;
}

/**
 * Since the page was opened, `updated`: the server has another version, which has not all parts of this one;
 * `media-server-added`: there is one that the page's content policy keeps the browser from asking.
 */
export type PageOutdated = 'updated' | 'media-server-added';

const OUTDATED: Readonly<Record<PageOutdated, Pick<SystemNotice, 'text' | 'wayOut'>>> = {
  updated: {
    text: 'PPF Monitoring was updated after this page was opened.',
    wayOut: 'Load the page again to go on.',
  },
  'media-server-added': {
    text: 'A media server was added after this page was opened.',
    wayOut: 'Load the page again to see what is on it.',
  },
};

/** What there is to know of an installation and of the page that shows it. */
export interface SystemSituation {
  /** Absent while it is not known. */
  readonly info: SystemInfo | undefined;
  readonly user: Pick<SignedInUser, 'role'> | null;
  /** Whether the workshop that is looked at is the sample. */
  readonly isSample: boolean;
  /** Why the page must be loaded again; null: it need not. */
  readonly outdated: PageOutdated | null;
}

/** What of the installation a person should know on every page, the most important first. */
export function systemNotices({ info, user, isSample, outdated }: SystemSituation): SystemNotice[] {
  if (!info || !user) return [];
  const notices: SystemNotice[] = [];
  if (outdated) {
    notices.push({ kind: 'page-outdated', urgent: true, ...OUTDATED[outdated] });
  }
  if (!info.media_server.reachable) {
    notices.push({
      kind: 'media-server-unreachable',
      urgent: true,
      text: 'The media server does not answer: no picture until it is back.',
      wayOut:
        'It is tried again all the time. If it stays so, the operator should see whether MediaMTX runs.',
    });
  } else if (info.media_server.kind === 'simulator') {
    notices.push({
      kind: 'simulator',
      urgent: false,
      text: 'Sample video from a simulator.',
      wayOut: 'It stands in for MediaMTX. Install MediaMTX or name it with MEDIAMTX_BIN, then start again.',
    });
  }
  if (isSample && user.role !== 'staff') {
    notices.push({
      kind: 'sample-data',
      urgent: false,
      text: 'Sample workshop.',
      wayOut:
        user.role === 'super_admin'
          ? 'It was made on the first start. Make your own under “Workshop”, and delete this one there when you no longer need it.'
          : 'It was made on the first start. Add your own pits, and delete the sample ones when you no longer need them.',
    });
  }
  return notices;
}
