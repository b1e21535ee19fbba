import { type Concern, type Environment, type Setting, SettingFault } from './setting';

type AnyConcern = Concern<Record<string, Setting<unknown>>>;
type AnyClass = new (values: never) => object;

/** One instance of each class, in the same order. */
export type InstancesOf<C extends readonly AnyClass[]> = { [K in keyof C]: InstanceType<C[K]> };

/** All faults of the settings as sentences. Contains no secret. */
export class ConfigFaults extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      [`The configuration has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}:`, ...faults].join(
        '\n  - ',
      ),
    );
  }
}

/**
 * Parses the settings of the named concerns.
 * @throws ConfigFaults naming every fault, not just the first.
 */
export function readSettings<const C extends readonly AnyClass[]>(
  environment: Environment,
  concerns: C,
): InstancesOf<C> {
  const faults: Faults = { own: [], derived: [] };
  const instances = concerns.map((each) => {
    const made = each as unknown as AnyConcern;
    const values = Object.entries(made.settings).map(([field, setting]) => [
      field,
      readSetting(environment, setting, faults),
    ]);
    return new made(Object.fromEntries(values) as never);
  });
  // A default that is derived from a faulty setting is faulty only as long as that one is.
  const reported = faults.own.length > 0 ? faults.own : faults.derived;
  if (reported.length > 0) throw new ConfigFaults(reported);
  return instances as InstancesOf<C>;
}

interface Faults {
  readonly own: string[];
  readonly derived: string[];
}

function readSetting(environment: Environment, setting: Setting<unknown>, faults: Faults): unknown {
  // An empty variable counts as absent: compose files and CI pass unset variables as ''.
  const given = environment[setting.name] || undefined;
  const value = given ?? setting.fallback(environment);
  if (value === null) return null;
  if (value === undefined) {
    const from = setting.secret ? ` (or ${setting.name}_FILE, the path of a file that holds it)` : '';
    faults.own.push(`${setting.name} is missing${from}: ${setting.about}`);
    return undefined;
  }
  try {
    return setting.parse(value);
  } catch (fault) {
    if (!(fault instanceof SettingFault)) throw fault;
    (given === undefined ? faults.derived : faults.own).push(`${setting.name} ${fault.message}.`);
    return undefined;
  }
}
