/** The baseline of a request: Hono, a JSON body in, the same out. */
import { Hono } from 'hono'

export const echo = new Hono()
  .get('/readyz', (c) => c.text('ready\n'))
  .post('*', async (c) => c.json(await c.req.json()))
