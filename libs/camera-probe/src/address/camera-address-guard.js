import { parseIpAddress } from './ip-address';
import { addressRules, judgeAddress } from './judge-address';
import { readCameraHost } from './read-camera-host';
import { resolveBySystem } from './resolve-host';
/** How long a name may take to be looked up. */
const LOOKUP_MS = 3_000;
/** A name with more addresses than this is not a camera's. */
const MOST_ADDRESSES = 16;
/**
 * Decides which hosts a camera may be at, so that nobody can make the server reach into itself or its cloud. Ask it
 * again at each use: what a name means changes.
 */
export class CameraAddressGuard {
  policy;
  resolve;
  rules;
  /** @throws RangeError when a range of the policy cannot be read. */
  constructor(policy, resolve = resolveBySystem) {
    this.policy = policy;
    this.resolve = resolve;
    this.rules = addressRules(policy, []);
  }
  /** Looks the host up once and judges everything that it may mean: one refused address refuses it. */
  async judge(text, port) {
    const host = readCameraHost(text);
    if (host.kind === 'refused') return host;
    const [addresses, own] = await Promise.all([
      host.kind === 'address' ? [host.address] : this.lookUp(host.name),
      this.ownAddresses(),
    ]);
    if (addresses.length === 0) return { kind: 'unresolvable' };
    if (host.kind === 'name' && this.isOwnName(host.name, port))
      return { kind: 'refused', reason: 'own-address' };
    const rules = { ...this.rules, own };
    for (const address of addresses) {
      const reason = judgeAddress(address, port, rules);
      if (reason !== null) return { kind: 'refused', reason };
    }
    return { kind: 'allowed', addresses };
  }
  isOwnName(name, port) {
    return this.policy.own.some(
      (own) => own.host.toLowerCase() === name && (own.port === undefined || own.port === port),
    );
  }
  async ownAddresses() {
    const found = await Promise.all(this.policy.own.map((own) => this.addressesOf(own)));
    return found.flat();
  }
  async addressesOf({ host, port }) {
    const texts = parseIpAddress(host) === null ? await this.lookUp(host) : [host];
    return texts
      .map(parseIpAddress)
      .filter((address) => address !== null)
      .map((address) => ({ address, port: port ?? null }));
  }
  async lookUp(name) {
    let timer;
    const late = new Promise((done) => {
      timer = setTimeout(() => done([]), LOOKUP_MS);
    });
    const found = await Promise.race([this.resolve(name).catch(() => []), late]);
    clearTimeout(timer);
    return found.length > MOST_ADDRESSES ? [] : found;
  }
}
