type Identifier<Text extends string> = Text extends
  '' | `${string}${' ' | '#' | '{' | '’' | '.' | ','}${string}`
  ? never
  : Text;

type ArgumentOf<Head extends string> = Head extends `${infer Name}, ${infer Kind}`
  ? { readonly [Key in Identifier<Name>]: ValueOf<Kind> }
  : { readonly [Key in Identifier<Head>]: number | string };

type ValueOf<Kind extends string> = Kind extends `${'number' | 'plural' | 'selectordinal'}${string}`
  ? number
  : Kind extends `${'date' | 'time'}${string}`
    ? Date
    : string;

type ArgumentsOf<Text extends string> = Text extends `${string}{${infer Rest}`
  ? (Rest extends `${infer Head}}${string}` ? ArgumentOf<Head> : unknown) & ArgumentsOf<Rest>
  : unknown;

/**
 * The parameters of an ICU message, from its text: `{name}` takes a string or number, `{count, plural, …}` and
 * `{size, number}` a number, `{at, date}` a `Date`, `{kind, select, …}` a string.
 *
 * A branch of a plural or select that is a single word, such as `one {camera}`, would be taken for a parameter: write
 * `one {# camera}`. The spec of the catalogs finds such a branch.
 */
export type MessageParameters<Text extends string> = ArgumentsOf<Text>;
