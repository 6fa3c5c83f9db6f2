/** Segment's SDK for browsers, unchanged, on a page of another origin. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { serve } from '@hono/node-server'
import type * as AnalyticsNext from '@segment/analytics-next'
import { describe, expect, onTestFinished, test } from 'vitest'
import * as v from 'valibot'
import { CallLine } from '../../shared/call.ts'
import { EnvironmentList } from '../../shared/environment.ts'
import { pageOf } from '../../shared/page.ts'
import { type Console, hasBrowser, openPage, startConsole } from './browser.ts'

const main = createRequire(import.meta.url).resolve('@segment/analytics-next')
const UMD = join(dirname(main), '../umd')

/** A shop that serves the SDK's own files and an empty page. */
function openShop(): Promise<string> {
  return new Promise((resolve) => {
    const server = serve(
      {
        port: 0,
        hostname: '127.0.0.1',
        async fetch(request) {
          const { pathname } = new URL(request.url)
          if (pathname === '/favicon.ico') return new Response(null, { status: 204 })
          if (pathname.endsWith('.js'))
            return new Response(await readFile(join(UMD, basename(pathname)), 'utf8'), {
              headers: { 'content-type': 'text/javascript' },
            })
          const html = '<!doctype html><title>Shop</title><script src="/index.js"></script>'
          return new Response(html, { headers: { 'content-type': 'text/html' } })
        },
      },
      ({ port }) => resolve(`http://127.0.0.1:${port}`),
    )
    onTestFinished(() => void server.close())
  })
}

async function linesOf({ api }: Console) {
  const answer = await api('GET', '/environments/development/calls?limit=200')
  return v.parse(pageOf(CallLine), await answer.json()).items.toReversed()
}

describe.skipIf(!hasBrowser)('@segment/analytics-next', () => {
  test.each([
    ['one call a request', undefined],
    ['batches', { strategy: 'batching', config: { size: 10, timeout: 50 } }],
  ] as const)('delivers in %s without an error', async (_, deliveryStrategy) => {
    const asklet = await startConsole()
    const shop = await openShop()
    const { items } = v.parse(EnvironmentList, await (await asklet.api('GET', '/environments')).json())
    const development = items.find(({ id }) => id === 'development')
    const writeKey = development?.keys.find(({ kind }) => kind === 'browser')?.key ?? ''

    const page = await openPage()
    await page.goto(`${shop}/products?color=red`)
    const failures = await page.evaluate(
      async ({ writeKey, cdnURL, apiHost, deliveryStrategy }) => {
        const analytics = window.AnalyticsNext.AnalyticsBrowser.load(
          { writeKey, cdnURL },
          { integrations: { 'Segment.io': { apiHost, protocol: 'http', deliveryStrategy } } },
        )
        const failures: unknown[] = []
        analytics.on('error', (error) => failures.push(error))
        // In this order: once a user is identified, the SDK sends their ID as the new one of an alias.
        await analytics.alias('newUserId')
        await analytics.identify('userId123', { firstName: 'James', lastName: 'Gibbon' })
        await analytics.track('Clicked Button', { label: 'Start' })
        await analytics.page()
        return failures
      },
      { writeKey, cdnURL: asklet.url, apiHost: `${asklet.url.replace('http://', '')}/v1`, deliveryStrategy },
    )
    expect(failures).toEqual([])

    await expect.poll(() => linesOf(asklet).then(({ length }) => length)).toBe(4)
    const lines = (await linesOf(asklet)).toSorted((a, b) => a.type.localeCompare(b.type))
    expect(lines).toMatchObject([
      { type: 'alias', userId: 'newUserId', outcome: 'stored', payload: { type: 'alias' } },
      {
        type: 'identify',
        userId: 'userId123',
        outcome: 'stored',
        payload: { traits: { firstName: 'James' } },
      },
      { type: 'page', outcome: 'counted', payload: { properties: { url: `${shop}/products?color=red` } } },
      { type: 'track', name: 'Clicked Button', outcome: 'counted', door: 'tracking', status: 200 },
    ])
    expect(JSON.stringify(lines)).not.toContain(writeKey)
  })

  test('needs no more than the settings that Asklet serves', async () => {
    const asklet = await startConsole()
    const shop = await openShop()
    const { items } = v.parse(EnvironmentList, await (await asklet.api('GET', '/environments')).json())
    const writeKey = items[0]?.keys.find(({ kind }) => kind === 'browser')?.key ?? ''
    const page = await openPage()
    await page.goto(shop)
    await page.evaluate(
      async ({ writeKey, cdnURL }) => {
        const analytics = window.AnalyticsNext.AnalyticsBrowser.load({ writeKey, cdnURL })
        await analytics.track('Clicked Button')
      },
      { writeKey, cdnURL: asklet.url },
    )
    await expect.poll(() => linesOf(asklet)).toMatchObject([{ name: 'Clicked Button' }])
  })
})

declare global {
  interface Window {
    AnalyticsNext: typeof AnalyticsNext
  }
}
