import { Controller, Get } from '@nestjs/common';
import { GUARDS_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { AccessGuard } from '../auth';
import { OpenRoute, readRouteAccess } from '../platform/http/route-access';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';
import { permissionOf } from './access-of';

type ControllerClass = { readonly name: string; readonly prototype: object };

/** The handlers of a controller that answer a route. */
function routesOf(controller: ControllerClass): [name: string, handler: object][] {
  return Object.entries(Object.getOwnPropertyDescriptors(controller.prototype))
    .map(([name, { value }]): [string, unknown] => [`${controller.name}.${name}`, value])
    .filter((entry): entry is [string, object] => {
      const [name, handler] = entry;
      return (
        !name.endsWith('.constructor') &&
        typeof handler === 'function' &&
        Reflect.hasMetadata(PATH_METADATA, handler)
      );
    });
}

/** What is wrong with the declaration of each route, if anything. */
function faultsOf(controllers: readonly ControllerClass[]): string[] {
  return controllers.flatMap((controller) =>
    routesOf(controller).flatMap(([name, handler]) => {
      const onHandler = readRouteAccess(handler, class {});
      const onController = readRouteAccess(class {}, controller);
      if (onHandler !== undefined && onController !== undefined) return [`${name}: declared twice`];
      const access = onHandler ?? onController;
      if (access === undefined) return [`${name}: declares no permission`];
      if (access === 'open') return isGuarded(handler, controller) ? [`${name}: open and guarded`] : [];
      if (access === 'guarded') return [];
      if (!permissionOf(access as never)) return [`${name}: ${access} is no permission`];
      return isGuarded(handler, controller) ? [] : [`${name}: no guard checks ${access}`];
    }),
  );
}

function isGuarded(handler: object, controller: object): boolean {
  const guards = [handler, controller].flatMap(
    (target) => (Reflect.getMetadata(GUARDS_METADATA, target) ?? []) as { readonly prototype?: unknown }[],
  );
  return guards.some((guard) => guard === AccessGuard || guard.prototype instanceof AccessGuard);
}

@Controller('undeclared')
class Undeclared {
  @Get()
  list(): void {}
}

@Controller('declared')
@OpenRoute()
class Declared {
  @Get()
  list(): void {}

  @Get('again')
  @OpenRoute()
  again(): void {}
}

describe('the routes of the API', () => {
  let backend: BackendUnderTest;
  beforeAll(async () => {
    backend = await startBackend();
  });
  afterAll(() => backend.stop());

  const controllers = () =>
    [...backend.app.get(ModulesContainer).values()]
      .flatMap((module) => [...module.controllers.values()])
      .map(({ metatype }) => metatype as ControllerClass);

  it('each declare their permission once, and guard it', () => {
    expect(controllers().flatMap(routesOf).length).toBeGreaterThan(60);
    expect(faultsOf(controllers())).toEqual([]);
  });

  it('are found when they declare nothing, or twice', () => {
    expect(faultsOf([Undeclared, Declared])).toEqual([
      'Undeclared.list: declares no permission',
      'Declared.again: declared twice',
    ]);
  });

  it('that need no access token are these', async () => {
    const { paths } = (await backend.send({ url: '/api/openapi.json' })).body as {
      paths: Record<string, Record<string, Record<string, string>>>;
    };
    const open = Object.values(paths)
      .flatMap((methods) => Object.values(methods))
      .filter((operation) => permissionOf(operation['x-permission'] as never) === undefined)
      .map(({ operationId, ['x-permission']: access }) => `${operationId} ${access}`);
    expect(open.toSorted()).toEqual([
      'AlertRecipients.confirm open',
      'Auth.login open',
      'Auth.logout open',
      'Auth.refresh open',
      'Health.live open',
      'Health.ready open',
      'MediaAgent.configuration guarded',
      'MediaAgent.report guarded',
      'MediaAgent.rotate guarded',
      'MediaAgentEnrolment.enrol open',
      'MediaAuth.authorize guarded',
      'StreamKeys.show open',
    ]);
  });
});
