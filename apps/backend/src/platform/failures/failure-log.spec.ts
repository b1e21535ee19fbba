import { FailureLog } from './failure-log';

const DATABASE_DOWN = Object.assign(new Error(), { code: 'ECONNREFUSED' });

describe('FailureLog', () => {
  const logger = { error: jest.fn(), warn: jest.fn(), log: jest.fn() };
  afterEach(() => jest.clearAllMocks());

  it('logs a series of failures once, and its end', () => {
    const log = new FailureLog(logger, 'Messages stay in the outbox.', 'Messages are sent again.');
    const cause = new Error('no such column');
    log.succeeded();
    log.failed(cause);
    log.failed(new Error('another one'));
    expect(logger.error.mock.calls).toEqual([['Messages stay in the outbox.', cause]]);
    expect(logger.log).not.toHaveBeenCalled();
    log.succeeded();
    log.succeeded();
    expect(logger.log.mock.calls).toEqual([['Messages are sent again.']]);
    log.failed(cause);
    expect(logger.error).toHaveBeenCalledTimes(2);
  });

  it('warns of an unavailable database without its details', () => {
    new FailureLog(logger, 'Messages stay in the outbox.').failed(DATABASE_DOWN);
    expect(logger.warn.mock.calls).toEqual([
      ['Messages stay in the outbox. The database cannot be reached.'],
    ]);
    expect(logger.error).not.toHaveBeenCalled();
  });
});
