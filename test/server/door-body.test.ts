/** Bodies as they come over the wire: compressed, in pieces, too large, too slow, broken. */
import { connect } from 'node:net'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readBody } from '../../server/ingest/body.ts'
import { bearer, type Doors, listen, openDoors, TRACK } from './door-support.ts'

const text = JSON.stringify(TRACK)
const DOORS = [
  ['/segment', 413],
  ['/webhook/segment', 413],
  ['/v1/track', 400],
] as const

describe('compressed', () => {
  test.each([
    ['gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['identity', Buffer.from(text)],
    ['', Buffer.from(text)],
  ])('as "%s"', async (encoding, body) => {
    const { post, development, lines } = await openDoors()
    for (const [path] of DOORS) {
      const response = await post(path, {
        body,
        headers: { ...bearer(development.server), 'content-encoding': encoding },
      })
      expect(response.status).toBe(200)
    }
    expect(await lines()).toMatchObject([
      { payload: TRACK },
      { outcome: 'duplicate' },
      { outcome: 'duplicate' },
    ])
  })

  test.each([
    [
      'br',
      Buffer.from(text),
      415,
      'Content-Encoding "br" is not read by Asklet; send gzip, deflate, or none',
    ],
    ['gzip, gzip', gzipSync(gzipSync(text)), 415, /^Content-Encoding "gzip, gzip" is not read/],
    ['gzip', Buffer.from(text), 400, 'The body is not what its Content-Encoding says: it is no valid gzip'],
    ['gzip', gzipSync(text).subarray(0, -9), 400, /no valid gzip$/],
    ['gzip', Buffer.alloc(0), 400, /./],
    ['deflate', Buffer.from(text), 400, /no valid deflate-raw$/],
    ['deflate', deflateSync(text).fill(0, 10), 400, /no valid deflate$/],
  ])('wrongly, as "%s"', async (encoding, body, status, message) => {
    const { post, development, lines } = await openDoors()
    for (const [path] of DOORS) {
      const headers = { ...bearer(development.server), 'content-encoding': encoding }
      const response = await post(path, { body, headers })
      expect(response.status).toBe(status)
      expect((await response.json()).message).toMatch(message)
    }
    expect(await lines()).toMatchObject(DOORS.map(() => ({ type: 'batch', outcome: 'invalid', status })))
  })

  test.each(DOORS)('a bomb at %s is %d, whatever it says of itself', async (path, status) => {
    const { post, development } = await openDoors()
    // A thousandfold: 200 KB become 200 MB.
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '))
    const before = process.memoryUsage().rss
    const headers = { ...bearer(development.server), 'content-encoding': 'gzip' }
    const response = await post(path, { body: bomb, headers })
    expect(response.status).toBe(status)
    expect((await response.json()).message).toMatch(/^The body is over \d+ KB; send at most \d+ KB$/)
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024)
  })
})

describe('over a socket', () => {
  /** Sends raw HTTP; resolves with all that is answered until the server closes. */
  async function openSocket(doors: Doors) {
    const port = await listen(doors)
    return (parts: (string | Buffer)[], { breakOff = false } = {}) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1')
        let answer = ''
        socket.setNoDelay()
        socket.on('data', (data) => (answer += data.toString()))
        socket.on('error', reject)
        socket.on('close', () => resolve(answer))
        const send = ([part, ...rest]: (string | Buffer)[]): void => {
          if (part === undefined) return breakOff ? void socket.destroy() : undefined
          socket.write(part)
          setTimeout(() => send(rest), 5)
        }
        send(parts)
      })
  }
  const head = (key: string, more: string): string =>
    `POST /segment HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${key}\r\n${more}\r\n\r\n`
  const chunk = (part: string): string => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`

  test('in pieces, with a length or in chunks', async () => {
    const doors = await openDoors()
    const send = await openSocket(doors)
    const key = doors.development.server
    const pieces = [text.slice(0, 1), text.slice(1, 50), text.slice(50)]
    const chunked = [head(key, 'Transfer-Encoding: chunked'), ...pieces.map(chunk), '0\r\n\r\n']
    const whole = [head(key, `Content-Length: ${text.length}`), ...pieces]
    expect(await send(whole)).toMatch(/^HTTP\/1.1 200 [^]*{"success":true}$/)
    expect(await send(chunked)).toMatch(/^HTTP\/1.1 200 [^]*{"success":true}/)
    expect(await doors.lines()).toMatchObject([{ payload: TRACK }, { outcome: 'duplicate' }])
  })

  test('in one piece with the headers, and several after one another on a connection', async () => {
    const doors = await openDoors()
    const send = await openSocket(doors)
    const keptOpen = (body: string): string =>
      `POST /v1/track HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${doors.development.server}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    const call = (messageId: string): string => JSON.stringify({ ...TRACK, messageId })
    const last = head(doors.development.server, `Content-Length: ${Buffer.byteLength(call('ü-4'))}`)
    // Two at once, as HTTP/1.1 allows; one with a byte order mark, and an empty one; one that closes the connection.
    const answers = await send([
      keptOpen(call('one-1')) + keptOpen(call('two-2')),
      keptOpen('\uFEFF' + call('three-3')) + keptOpen(''),
      last + call('ü-4'),
    ])
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual([
      'HTTP/1.1 200',
      'HTTP/1.1 200',
      'HTTP/1.1 200',
      'HTTP/1.1 400',
      'HTTP/1.1 200',
    ])
    expect(answers).toMatch('The body is empty; send JSON')
    const stored = (await doors.lines()).filter(({ type }) => type === 'track')
    expect(stored.map(({ messageId }) => messageId).sort()).toEqual(['one-1', 'three-3', 'two-2', 'ü-4'])
  })

  test('too large, declared or not', async () => {
    const doors = await openDoors()
    const send = await openSocket(doors)
    const key = doors.development.server
    expect(await send([head(key, 'Content-Length: 2000000'), ' '])).toMatch(
      /^HTTP\/1.1 413 [^]*"The body is 1954 KB; send at most 1024 KB"/,
    )
    const endless = Array.from({ length: 20 }, () => chunk(' '.repeat(100_000)))
    expect(await send([head(key, 'Transfer-Encoding: chunked'), ...endless])).toMatch(
      /^HTTP\/1.1 413 [^]*"The body is over 1024 KB; send at most 1024 KB"/,
    )
    expect(await doors.lines()).toMatchObject([{ status: 413 }, { status: 413 }])
  })

  test('a byte order mark and invalid UTF-8', async () => {
    const doors = await openDoors()
    const send = await openSocket(doors)
    const wrong = Buffer.from('\xef\xbb\xbf{"type":"track","userId":"u","event":"caf\xe9"}', 'latin1')
    const sent = [head(doors.development.server, `Content-Length: ${wrong.length}`), wrong]
    expect(await send(sent)).toMatch(/^HTTP\/1.1 200 /)
    expect(await doors.lines()).toMatchObject([{ name: 'caf\uFFFD' }])
  })

  test('who is refused by the headers is not waited for', async () => {
    const send = await openSocket(await openDoors())
    const kept = head('ask_dev_none', 'Content-Length: 1000').replace('Connection: close\r\n', '')
    expect(await send([kept, '{'])).toMatch(/^HTTP\/1.1 401 /)
  })

  test('a signature without the environment it is of', async () => {
    const send = await openSocket(await openDoors())
    const signed = `POST /webhook/segment HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Signature: 00\r\nContent-Length: 2\r\n\r\n{}`
    expect(await send([signed])).toMatch(/^HTTP\/1.1 401 [^]*environment=<SDK ID>/)
  })

  test('broken off, which leaves a line', async () => {
    const doors = await openDoors()
    const send = await openSocket(doors)
    await send([head(doors.development.server, 'Content-Length: 1000'), text], { breakOff: true })
    await expect
      .poll(() => doors.lines())
      .toMatchObject([
        { outcome: 'invalid', type: 'batch', detail: 'The body broke off before its end', status: 400 },
      ])
  })
})

describe('slow', () => {
  test.each([
    ['with a length', { 'content-length': '100' }],
    ['without', {}],
    ['compressed', { 'content-encoding': 'gzip' }],
  ])('%s: nobody waits for ever', async (_, headers) => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"type":')),
    })
    const init = { method: 'POST', headers, body, duplex: 'half' }
    const reading = readBody(new Request('http://localhost', init), { bytes: 1_000, milliseconds: 20 })
    await expect(reading).rejects.toMatchObject({
      status: 408,
      message: 'The body took longer than 0.02 s to come',
    })
  })
})

test('a length that lies does not make the body larger than it may be', async () => {
  const { post, development } = await openDoors()
  for (const length of ['1', '-1', 'x', '']) {
    const headers = { ...bearer(development.server), 'content-length': length }
    expect((await post('/segment', { body: ' '.repeat(1_100_000), headers })).status).toBe(413)
  }
})

test('invalid UTF-8 is replaced, and a byte order mark is none of the text', async () => {
  const { post, development, lines } = await openDoors()
  const headers = bearer(development.server)
  const body = Buffer.concat([
    Buffer.from([0xef, 0xbb, 0xbf]),
    Buffer.from('{"type":"track","userId":"u","event":"caf'),
    Buffer.from([0xe9, 0xff]),
    Buffer.from('"}'),
  ])
  for (const sent of [body, gzipSync(body)])
    await post('/segment', {
      body: sent,
      headers: sent === body ? headers : { ...headers, 'content-encoding': 'gzip' },
    })
  expect(await lines()).toMatchObject([{ name: 'caf\uFFFD\uFFFD' }, { name: 'caf\uFFFD\uFFFD' }])
})
