/** Asklet as a worker: the built bundle in workerd, started by miniflare. */
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ADMIN_TOKEN, type Asklet, describeAsklet } from './asklet.ts'
import { BINARIES, requireHere } from './binaries.ts'

/** As much of miniflare as is used here; it is installed beside this file, without its types. */
type Miniflare = {
  ready: Promise<URL>
  dispose(): Promise<void>
}
type MiniflareModule = { Miniflare: new (options: Readonly<Record<string, unknown>>) => Miniflare }

const DIST = join(import.meta.dirname, '../../dist')

/** To be called within a test, with which it ends. */
export async function startWorker(variables: Readonly<Record<string, string>>): Promise<Asklet> {
  process.env['MINIFLARE_WORKERD_PATH'] = BINARIES.workerd
  const { Miniflare }: MiniflareModule = requireHere('miniflare')
  const miniflare = new Miniflare({
    modules: true,
    scriptPath: join(DIST, 'worker/worker.js'),
    modulesRoot: join(DIST, 'worker'),
    compatibilityDate: '2025-07-18',
    bindings: { ADMIN_TOKEN, ...variables },
    assets: {
      directory: join(DIST, 'web'),
      binding: 'ASSETS',
      routerConfig: { invoke_user_worker_ahead_of_assets: true, has_user_worker: true },
      assetConfig: { html_handling: 'none' },
    },
  })
  onTestFinished(() => miniflare.dispose())
  const url = (await miniflare.ready).href.replace(/\/$/, '')
  return describeAsklet(url)
}
