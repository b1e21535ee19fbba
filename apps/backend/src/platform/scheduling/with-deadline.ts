/**
 * Limits how long a caller waits for a promise. The work behind the promise continues, and its later failure is ignored.
 * @param milliseconds The longest wait.
 * @param onDeadline Returns the value to continue with after the deadline, or throws the error to fail with.
 * @throws what the promise rejects with before the deadline, or what `onDeadline` throws.
 */
export function withDeadline<T, L>(
  promise: Promise<T>,
  milliseconds: number,
  onDeadline: () => L,
): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      try {
        resolve(onDeadline());
      } catch (failure) {
        reject(failure as Error);
      }
    }, milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
