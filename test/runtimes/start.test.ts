/** What a start says: where to go next, or in one line what is wrong. */
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { freshUrl } from '../databases.ts'
import { startAsklet } from './asklet.ts'

test('says where calls are sent to, and how to make the first account, without a key', async () => {
  const asklet = await startAsklet('node', {
    DATABASE_URL: await freshUrl(),
    PUBLIC_URL: 'https://ask.example',
  })
  const output = asklet.output()
  expect(output).toMatch(/^ {2}https:\/\/ask\.example\/set-up#token=\w+$/m)
  for (const line of ['Development: ', 'Production: ', '  https://ask.example/v1 '])
    expect(output).toContain(line)
  expect(output).not.toContain('ask_dev_')
  expect(output).not.toContain('ask_prod_')
})

test.each([
  [{ PORT: 'http' }, 'PORT must be a port number, 0 to 65535'],
  [{ ADMIN_TOKEN: 'short' }, 'ADMIN_TOKEN must be at least 32 characters'],
  [
    { ADMIN_TOKEN: 'a b'.repeat(20) },
    'ADMIN_TOKEN must be letters, digits and signs of ASCII, without spaces',
  ],
  [{ PUBLIC_URL: 'https://ask.example/?a=1' }, 'PUBLIC_URL must be an address without ? and #'],
  [
    { DATABASE_URL: 'postgres://localhost' },
    'DATABASE_URL must begin with file:, http://, https:// or libsql://',
  ],
  [{ DATABASE_URL: 'file:/dev/null/a.db' }, 'DATABASE_URL file:/dev/null/a.db cannot be used: '],
  [
    { DATABASE_SYNC_URL: 'http://127.0.0.1:1' },
    ' with DATABASE_SYNC_URL http://127.0.0.1:1 cannot be used: ',
  ],
  [
    { DATABASE_URL: 'http://127.0.0.1:1?authToken=secret' },
    'DATABASE_URL http://127.0.0.1:1 cannot be used: ',
  ],
])('stops at %o with one line', async (variables, line) => {
  const start = startAsklet('node', { DATABASE_URL: await freshUrl(), ...variables })
  const error: unknown = await start.catch((reason: unknown) => reason)
  const [first, ...lines] = String(error).trimEnd().split('\n')
  expect(first).toContain('ended with 1')
  expect(lines).toEqual([expect.stringContaining(line)])
})

test('stops where the port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const start = startAsklet('node', { DATABASE_URL: await freshUrl(), PORT: String(port) })
  await expect(start).rejects.toThrow(`PORT ${port} of HOST 127.0.0.1 cannot be listened on`)
})

test('answers a probe by HTTP/1.0 that names no host', async () => {
  const asklet = await startAsklet('node', { DATABASE_URL: await freshUrl() })
  const socket = connect(Number(new URL(asklet.url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.write('GET /healthz HTTP/1.0\r\n\r\n')
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /)
})
