// Loaded into our Node children before their own code (`node --require`): they end when the process that started them
// is gone, also by SIGKILL, which closes the channel between the two. Nothing in them needs to know of it.
const GRACE_MS = 5_000;

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), GRACE_MS).unref();
});
// The channel alone must not keep a process alive that has nothing left to do.
process.channel?.unref();
