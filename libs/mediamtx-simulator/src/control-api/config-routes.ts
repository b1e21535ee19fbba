import { GLOBAL_TABLE, PATH_TABLE } from '../config/config';
import { ConfigError, PathNotFoundError } from '../config/config-error';
import type { ConfigStore } from '../config/config-store';
import { decodeSettings } from '../config/decode-settings';
import type { SettingTable, Settings } from '../config/setting';
import { answerJson, answerOk } from '../http/answer';
import type { Exchange } from '../http/http-server';
import { readBody } from '../http/read-body';
import { redact } from './redact';
import type { Route, RouteMaker } from './route';

const BODY_LIMIT = 10 * 1024 * 1024;

/** Reads and changes the configuration. `changed` applies a change, after the response. */
export function configRoutes(make: RouteMaker, store: ConfigStore, changed: () => void): Route[] {
  const change = async (exchange: Exchange, table: SettingTable, apply: (settings: Settings) => void) => {
    try {
      const body = await readBody(exchange.request, BODY_LIMIT);
      apply(decodeSettings(table, parseJson(body?.toString('utf8') ?? '')));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return make.refuse(exchange, error instanceof PathNotFoundError ? 404 : 400, error.message);
    }
    answerOk(exchange);
    changed();
  };
  const changePath =
    (apply: (name: string, settings: Settings) => void): Route['handle'] =>
    (exchange, name) =>
      change(exchange, PATH_TABLE, (settings) => apply(name, settings));
  return [
    make.at('GET', 'config/global/get', (exchange) => answerJson(exchange, 200, redact(store.config.global))),
    make.at('PATCH', 'config/global/patch', (exchange) =>
      change(exchange, GLOBAL_TABLE, (settings) => store.patchGlobal(settings)),
    ),
    make.at('GET', 'config/pathdefaults/get', (exchange) =>
      answerJson(exchange, 200, store.config.pathDefaults),
    ),
    make.at('PATCH', 'config/pathdefaults/patch', (exchange) =>
      change(exchange, PATH_TABLE, (settings) => store.patchPathDefaults(settings)),
    ),
    make.list('config/paths', () => [...store.config.paths.values()].map(({ settings }) => settings)),
    make.named('GET', 'config/paths/get', (exchange, name) => {
      const path = store.config.paths.get(name);
      if (!path) return make.refuse(exchange, 404, 'path configuration not found');
      answerJson(exchange, 200, path.settings);
    }),
    make.named(
      'POST',
      'config/paths/add',
      changePath((name, settings) => store.addPath(name, settings)),
    ),
    make.named(
      'PATCH',
      'config/paths/patch',
      changePath((name, settings) => store.patchPath(name, settings)),
    ),
    make.named(
      'POST',
      'config/paths/replace',
      changePath((name, settings) => store.replacePath(name, settings)),
    ),
    make.named('DELETE', 'config/paths/delete', (exchange, name) => {
      try {
        store.removePath(name);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        return make.refuse(exchange, error instanceof PathNotFoundError ? 404 : 400, error.message);
      }
      answerOk(exchange);
      changed();
    }),
  ];
}

/** Parses JSON. Common errors have Go's text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const cutOff =
      text.trim() === '' ||
      /end of JSON input|Unterminated|Expected .* at position \d+$/.test((error as Error).message);
    const at = /at position (\d+)/.exec((error as Error).message)?.[1];
    const sign = at === undefined ? undefined : text[Number(at)];
    if (sign === undefined || (cutOff && Number(at) >= text.length))
      throw new ConfigError('unexpected end of JSON input');
    throw new ConfigError(`invalid character '${sign}' looking for beginning of value`);
  }
}
