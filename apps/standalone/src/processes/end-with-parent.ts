// Preloaded into Node children (`node --require`): they end when their parent has ended, even by SIGKILL, which closes the
// IPC channel. Their own code does not depend on it.
const GRACE_MS = 5_000;

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), GRACE_MS).unref();
});
// The channel must not keep an idle process running.
process.channel?.unref();
