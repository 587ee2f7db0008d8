import { IDEMPOTENCY_HEADER } from '../../contract.ts';
import { newId } from '../../platform/ids.ts';
import type { Ask, Caller, PermissionCase, PermissionCases, There } from './case.ts';
import { PLACES } from './case.ts';
import { distanceOf, expected, type Outcome } from './expected.ts';
import type { TrialDatabase } from './trial-database.ts';
import type { BuiltWorld } from './world.ts';

/** A route as the OpenAPI document has it. */
export interface Route {
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** /api/reports/{reportId} */
  readonly path: string;
}

export async function routesOf(world: BuiltWorld): Promise<Route[]> {
  const { body } = await world.server.app.inject('/api/openapi.json');
  const { paths } = JSON.parse(body) as { paths: Record<string, Record<string, { operationId: string }>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      operation: operationId,
      method: method.toUpperCase() as Route['method'],
      path,
    })),
  );
}

interface Got {
  readonly status: number;
  readonly code: string | undefined;
  readonly text: string;
}

/** Calls every route as everybody about everything, and says where what came differs from what a case expects. */
export class Walk {
  requests = 0;
  readonly faults: string[] = [];
  readonly #world: BuiltWorld;
  readonly #trial: TrialDatabase;
  /** Ids of the other city: nobody of the first may ever be sent one. */
  readonly #foreign: ReadonlySet<string>;

  constructor(world: BuiltWorld, trial: TrialDatabase, foreign: ReadonlySet<string>) {
    this.#world = world;
    this.#trial = trial;
    this.#foreign = foreign;
  }

  async all(routes: readonly Route[], cases: PermissionCases): Promise<void> {
    for (const [route, of] of paired(routes, cases)) {
      for (const caller of this.#world.callers) await this.#asCaller(route, of, caller);
      await this.#asOthers(route, of);
    }
  }

  /**
   * Only about the other city, by those who may call the route at all: one for each reach and place of a post, since row
   * level security knows no roles.
   */
  async acrossCities(routes: readonly Route[], cases: PermissionCases): Promise<void> {
    const there = this.#world.places['other city'];
    for (const [route, of] of paired(routes, cases)) {
      const kinds = Map.groupBy(this.#world.callers, (one) => `${distanceOf(of, one.role)} ${one.at}`);
      for (const [caller] of kinds.values()) {
        if (!caller || distanceOf(of, caller.role) === null) continue;
        const got = await this.#send(route, of.ask(there, caller), { cookie: await this.#world.cookieOf(caller) });
        if (of.ask.length > 0 && !of.shows && got.status < 400)
          this.#fault(route, caller, there, `answered ${got.status} about another city’s`);
        if (got.status >= 500) this.#fault(route, caller, there, `broke: ${got.code}`);
        this.#lookForForeign(route, caller, got);
      }
    }
  }

  async #asCaller(route: Route, of: PermissionCase, caller: Caller): Promise<void> {
    const headers = { cookie: await this.#world.cookieOf(caller) };
    const distance = distanceOf(of, caller.role);
    // Refused at the door, or about nothing: the same wherever the thing is.
    const everywhere = distance !== null && (of.ask.length > 0 || of.shows !== undefined);
    const places: There[] = everywhere ? PLACES.map((place) => this.#world.places[place]) : [this.#world.places.city];
    if (distance === 'own' && everywhere) places.unshift(await this.#world.own(caller));
    const asked = new Set<string>();
    for (const there of places) {
      // Who calls may be who is there: then the place's thing is their own.
      if (distance === 'own' && there.place !== 'self' && there.personId === caller.personId) continue;
      const outcome = expected(of, caller, there.place);
      // The department's report is the city's: what is the same once more tells nothing.
      const same = JSON.stringify([of.ask(there, caller), outcome, of.shows?.(there)]);
      if (asked.has(same)) continue;
      asked.add(same);
      const got = await this.#send(route, of.ask(there, caller), headers);
      this.#judge(route, of, caller, there, outcome, got);
      this.#lookForForeign(route, caller, got);
    }
  }

  /** Nobody, a session that lacks something, and a machine's token for this and for another operation. */
  async #asOthers(route: Route, of: PermissionCase): Promise<void> {
    const caller = this.#world.callers.find((one) => one.at === 'city' && one.role === 'supervision')!;
    const there = distanceOf(of, caller.role) === 'own' ? await this.#world.own(caller) : this.#world.places[caller.at];
    const ask = of.ask(there, caller);
    const judge = async (who: string, outcome: Outcome, headers: Record<string, string>) =>
      this.#judge(route, of, who, there, outcome, await this.#send(route, ask, headers));
    await judge('nobody', expected(of, null, there.place), {});
    const usual = expected(of, caller, there.place);
    if (of.who === 'anyone') return;
    for (const restriction of ['password', 'second_factor'] as const) {
      const refusal = restriction === 'password' ? 'PASSWORD_CHANGE_REQUIRED' : 'SECOND_FACTOR_REQUIRED';
      const outcome = of.despite?.includes(restriction) ? usual : refusal;
      await judge(`a session that lacks ${restriction}`, outcome, {
        cookie: await this.#world.restricted(restriction),
      });
    }
    await judge('a token for another operation', 'NOT_ALLOWED', {
      authorization: await this.#world.token(['nothing.at-all']),
    });
    if (of.token !== null)
      await judge('a token for it', usual, { authorization: await this.#world.token([of.token ?? route.operation]) });
  }

  #judge(route: Route, of: PermissionCase, who: Caller | string, there: There, outcome: Outcome, got: Got): void {
    const said = this.#difference(of, there, outcome, got);
    if (said) this.#fault(route, who, there, `${said}, got ${got.status} ${got.code ?? ''}`);
    else if (outcome === 'allowed' && got.status < 400) this.#lookForEvents(route, who, there);
  }

  #difference(of: PermissionCase, there: There, outcome: Outcome, got: Got): string | null {
    const passed = got.status < 400 || of.passed?.some((code) => code === got.code) === true;
    if (of.shows && (outcome === 'allowed' || outcome === 'beyond')) {
      if (!passed) return 'expected a list';
      const shown = got.text.includes(of.shows(there));
      if (shown === (outcome === 'allowed')) return null;
      return shown ? 'the list shows it' : 'the list does not show it';
    }
    const code = outcome === 'beyond' ? (of.beyond ?? 'NOT_FOUND') : outcome;
    const as = code === 'allowed' ? passed : got.code === code;
    return as ? null : `expected ${code}`;
  }

  /** Every write says what it leaves, and leaves it. */
  #lookForEvents(route: Route, who: Caller | string, there: There): void {
    const { left, leaves } = this.#trial.tried;
    if (route.method === 'GET' && leaves === undefined) return;
    if (leaves === undefined) this.#fault(route, who, there, 'writes, and does not declare what it leaves');
    else if (leaves !== 'nothing' && route.method !== 'GET' && !left.some((name) => leaves.includes(name)))
      this.#fault(route, who, there, `left ${left.join() || 'no event'} and not ${leaves.join(' or ')}`);
  }

  #lookForForeign(route: Route, who: Caller, { text }: Got): void {
    const sent = [...text.matchAll(UUID)].find(([id]) => this.#foreign.has(id));
    if (sent) this.#fault(route, who, this.#world.places['other city'], `was sent the other city’s ${sent[0]}`);
  }

  #fault(route: Route, who: Caller | string, there: There, what: string): void {
    const name = typeof who === 'string' ? who : `${who.role} (${who.at})`;
    this.faults.push(`${route.operation}, ${name}, about ${there.place}: ${what}`);
  }

  async #send({ method, path, operation }: Route, ask: Ask, headers: Record<string, string>): Promise<Got> {
    this.requests += 1;
    this.#trial.tried = { left: [], leaves: undefined };
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = ask.params?.[name];
      if (value === undefined) throw new Error(`the case of ${operation} gives no ${name}`);
      return encodeURIComponent(value);
    });
    const { payload, type } = await payloadOf(method, ask);
    const response = await this.#world.server.app.inject({
      method,
      url: `${url}${ask.query ? `?${new URLSearchParams(ask.query)}` : ''}`,
      headers: { ...headers, ...type, ...(method === 'GET' ? {} : { [IDEMPOTENCY_HEADER]: newId() }) },
      ...(payload === undefined ? {} : { payload }),
      // Each from an address of its own: how often one may call is tested elsewhere.
      remoteAddress: `10.${(this.requests >> 16) & 255}.${(this.requests >> 8) & 255}.${this.requests & 255}`,
      payloadAsStream: true,
    });
    // A stream has no end, and a workbook's bytes tell nothing here.
    if (!/json|csv/.test(String(response.headers['content-type'] ?? 'json'))) {
      response.stream().destroy();
      response.raw.res.destroy();
      return { status: response.statusCode, code: undefined, text: '' };
    }
    const chunks: Buffer[] = [];
    for await (const chunk of response.stream()) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const code = response.statusCode >= 400 ? (JSON.parse(text) as { code: string }).code : undefined;
    return { status: response.statusCode, code, text };
  }
}

const paired = (routes: readonly Route[], cases: PermissionCases): [Route, PermissionCase][] =>
  routes.flatMap((route) =>
    [cases[route.operation] ?? []].flat().map((one): [Route, PermissionCase] => [route, one as PermissionCase]),
  );

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

async function payloadOf(method: Route['method'], ask: Ask) {
  if (!ask.file) return { payload: ask.body ?? (method === 'GET' ? undefined : {}), type: {} };
  const form = new FormData();
  for (const [name, value] of Object.entries(ask.body ?? {})) form.append(name, String(value));
  form.append(ask.file.field ?? 'file', new File([new Uint8Array(ask.file.bytes)], ask.file.name));
  const encoded = new Response(form);
  return {
    payload: Buffer.from(await encoded.arrayBuffer()),
    type: { 'content-type': encoded.headers.get('content-type')! },
  };
}
