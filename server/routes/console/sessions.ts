/** One's own sessions: where one is signed in. */
import { Hono } from 'hono'
import { SessionList } from '../../../shared/account.ts'
import { toTime } from '../../../shared/time.ts'
import { notFound } from '../../problem.ts'
import { listSessions, removeSession } from '../../store/session.ts'
import type { ConsoleEnv } from './console-env.ts'
import { operation } from './operation.ts'

export const sessionRoutes = new Hono<ConsoleEnv>()
  .get(
    '/',
    operation({
      summary: 'List the sessions of who asks',
      description: 'The one seen last first. ADMIN_TOKEN has none.',
      role: 'viewer',
      answers: { 200: SessionList },
    }),
    async (c) => {
      const who = c.get('who')
      const { database, now } = c.get('deps')
      const sessions = who?.kind === 'account' ? await listSessions(database, who.id, now()) : []
      return c.json({
        items: sessions.map(({ id, userAgent, createdAt, seenAt, expiresAt }) => ({
          id,
          userAgent,
          createdAt: toTime(createdAt),
          lastSeenAt: toTime(seenAt),
          expiresAt: toTime(expiresAt),
          current: who?.kind === 'account' && who.session === id,
        })),
      })
    },
  )
  .delete(
    '/:id',
    operation({ summary: 'End a session of who asks', role: 'viewer', answers: { 204: 'Ended' } }),
    async (c) => {
      const who = c.get('who')
      const id = c.req.param('id')
      if (who?.kind !== 'account' || !(await removeSession(c.get('deps').database, who.id, id)))
        throw notFound(`The session "${id}"`)
      return c.body(null, 204)
    },
  )
