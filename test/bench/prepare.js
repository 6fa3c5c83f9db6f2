/** Installs, builds the product, and bundles the benchmarks: what they start is plain JavaScript, as the product is. */
import { join } from 'node:path'
import { build, install, ROOT } from '../../server/entry/checkout.js'

try {
  await install(ROOT, { what: 'packages' })
  await install(join(ROOT, 'test', 'runtimes'), {
    what: 'the runtimes to measure: Deno, Bun, sqld',
    flags: ['--ignore-scripts'],
  })
  await build()
  const { build: bundle } = await import('vite')
  await bundle({ configFile: join(ROOT, 'test', 'bench', 'vite.config.ts'), logLevel: 'warn' })
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
