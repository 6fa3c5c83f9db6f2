/** Environments: what the team has set, and the keys by which calls name them. */
import { Hono } from 'hono'
import {
  Environment,
  EnvironmentChange,
  EnvironmentList,
  NewEnvironment,
  NewKey,
  SegmentKey,
} from '../../../shared/environment.ts'
import { toTime, toTimeOrNull } from '../../../shared/time.ts'
import { maySeeKeys, type Who } from '../../account/who.ts'
import type { Environment as StoredEnvironment } from '../../ingest/definitions.ts'
import { conflict, invalid, notFound } from '../../problem.ts'
import { publicUrlOf } from '../../public-url.ts'
import { listKeyHolders } from '../../store/account.ts'
import { Conflict, type Database } from '../../store/database.ts'
import {
  createEnvironment,
  listEnvironments,
  rotateWebhookSecret,
  setIdentitySecret,
  updateEnvironment,
} from '../../store/environment.ts'
import { createKey, listLiveKeys, revokeKey, type StoredKey } from '../../store/key.ts'
import type { ConsoleEnv, EnvironmentEnv } from './console-env.ts'
import { json, operation } from './operation.ts'

export const environmentRoutes = new Hono<ConsoleEnv>()
  .get(
    '/',
    operation({
      summary: 'List environments with their keys and settings',
      description: 'Keys and webhook secrets are left out for who may not see keys.',
      role: 'viewer',
      answers: { 200: EnvironmentList },
    }),
    async (c) => {
      const { config, database } = c.get('deps')
      const who = c.get('who')
      return c.json({
        items: await readAll(database, who),
        publicUrl: publicUrlOf(c.req.raw, config),
        ...(!maySeeKeys(who) && { keyHolders: await listKeyHolders(database) }),
      })
    },
  )
  .post(
    '/',
    operation({
      summary: 'Make an environment',
      description: 'With one key of either kind and a webhook secret. Its ID is made of its name.',
      role: 'admin',
      answers: { 201: Environment },
      refusals: { 409: 'There is one of this name' },
    }),
    json(NewEnvironment),
    async (c) => {
      const { name, kind } = c.req.valid('json')
      const { database, definitions, now } = c.get('deps')
      const id = slug(name)
      if (id === '') throw invalid([{ path: 'name', message: 'must have a letter a to z or a digit in it' }])
      await orConflict(
        createEnvironment(database, { id, name, kind }, now()),
        `There is an environment "${id}" already.`,
      )
      await definitions.refresh()
      return c.json(await readOne(database, id, c.get('who')), 201)
    },
  )

/** Below `/environments/:env`. */
export const environmentSettingRoutes = new Hono<EnvironmentEnv>()
  .get(
    '/',
    operation({ summary: 'Read an environment', role: 'viewer', answers: { 200: Environment } }),
    async (c) => c.json(await readOne(c.get('deps').database, c.get('environment').id, c.get('who'))),
  )
  .patch(
    '/',
    operation({
      summary: 'Change settings of an environment',
      description: 'What is left out stays as it is. It holds for every call received after the answer.',
      role: 'editor',
      answers: { 200: Environment },
    }),
    json(EnvironmentChange),
    async (c) => {
      const { database, definitions } = c.get('deps')
      const { number, id } = c.get('environment')
      await updateEnvironment(database, number, c.req.valid('json'))
      await definitions.refresh()
      return c.json(await readOne(database, id, c.get('who')))
    },
  )
  .post(
    '/keys',
    operation({
      summary: 'Make a key',
      description: 'Two of a kind may live, so that a key can be rotated without a gap.',
      role: 'admin',
      answers: { 201: SegmentKey },
      refusals: { 409: 'Two keys of the kind live' },
    }),
    json(NewKey),
    async (c) => {
      const { kind } = c.req.valid('json')
      const { database, definitions, now } = c.get('deps')
      const environment = c.get('environment')
      const id = await orConflict(
        createKey(database, { environment: environment.id, of: environment.kind, kind }, now()),
        `Two ${kind} keys live already. Revoke one first.`,
      )
      await definitions.refresh()
      const key = (await listLiveKeys(database)).find((one) => one.id === id)
      if (!key) throw conflict('The key was revoked as soon as it was made.')
      return c.json(showKey(key, maySeeKeys(c.get('who'))), 201)
    },
  )
  .delete(
    '/keys/:id',
    operation({
      summary: 'Revoke a key',
      description: 'Calls that carry it are refused with 401 from here on.',
      role: 'admin',
      answers: { 204: 'Revoked' },
    }),
    async (c) => {
      const { database, definitions, now } = c.get('deps')
      const id = c.req.param('id')
      if (!(await revokeKey(database, c.get('environment').number, id, now())))
        throw notFound(`The key "${id}"`)
      await definitions.refresh()
      return c.body(null, 204)
    },
  )
  .post(
    '/webhook-secret',
    operation({
      summary: 'Make a new webhook secret',
      description: 'Signatures made with the old one are wrong from here on.',
      role: 'admin',
      answers: { 200: Environment },
    }),
    async (c) => {
      const { database, definitions } = c.get('deps')
      const { number, id } = c.get('environment')
      await rotateWebhookSecret(database, number)
      await definitions.refresh()
      return c.json(await readOne(database, id, c.get('who')))
    },
  )

  .post(
    '/identity-secret',
    operation({
      summary: 'Make a new identity secret',
      description:
        'From here on the web SDK’s user IDs count only with their HMAC-SHA256 under it, made by your server.',
      role: 'admin',
      answers: { 200: Environment },
    }),
    async (c) => {
      const { database, definitions } = c.get('deps')
      const { number, id } = c.get('environment')
      await setIdentitySecret(database, number, 'new')
      await definitions.refresh()
      return c.json(await readOne(database, id, c.get('who')))
    },
  )
  .delete(
    '/identity-secret',
    operation({
      summary: 'Ask for no signed identities',
      role: 'admin',
      answers: { 200: Environment },
    }),
    async (c) => {
      const { database, definitions } = c.get('deps')
      const { number, id } = c.get('environment')
      await setIdentitySecret(database, number, null)
      await definitions.refresh()
      return c.json(await readOne(database, id, c.get('who')))
    },
  )

async function readAll(database: Database, who: Who | undefined): Promise<Environment[]> {
  const [environments, keys] = await Promise.all([listEnvironments(database), listLiveKeys(database)])
  const seen = maySeeKeys(who)
  return environments.map((environment) =>
    show(
      environment,
      keys.filter((key) => key.environment === environment.number),
      seen,
    ),
  )
}

async function readOne(database: Database, id: string, who: Who | undefined): Promise<Environment> {
  const one = (await readAll(database, who)).find((environment) => environment.id === id)
  if (!one) throw notFound(`The environment "${id}"`)
  return one
}

function show(environment: StoredEnvironment, keys: readonly StoredKey[], maySee: boolean): Environment {
  const { id, name, kind, sdkId, autoAccept, webhookSecret, identitySecret = null, firstCallAt } = environment
  return {
    id,
    name,
    kind,
    sdkId,
    autoAccept,
    ...(maySee && { webhookSecret, identitySecret }),
    identitySigned: identitySecret !== null,
    firstCallAt: toTimeOrNull(firstCallAt),
    keys: keys.map((key) => showKey(key, maySee)),
    ...environment.settings,
  }
}

const showKey = ({ id, kind, key, createdAt, lastUsedAt }: StoredKey, maySee: boolean): SegmentKey => ({
  id,
  kind,
  ...(maySee && { key }),
  hint: key.replace(/[^_]+(?=.{4}$)/, '…'),
  createdAt: toTime(createdAt),
  lastUsedAt: toTimeOrNull(lastUsedAt),
})

/** As in addresses: "Staging EU" is `staging-eu`. */
const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')

async function orConflict<T>(work: Promise<T>, detail: string): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof Conflict ? conflict(detail) : error
  }
}
