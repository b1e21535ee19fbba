import type { Settings } from '../config/setting';
import type { Log } from '../log';
import type { PathBoard } from '../paths/path-board';
export class HlsServer {
  readonly sessions: { item(): { id: string } }[] = [];
  constructor(
    readonly settings: Settings,
    readonly board: PathBoard,
    readonly log: Log,
  ) {}
  async start(): Promise<number> {
    return 0;
  }
  async close(): Promise<void> {}
  kick(_id: string): boolean {
    return false;
  }
}
