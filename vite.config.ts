/** What `vite build --app` makes: the console, the server for Node, and the server for edge workers. */
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** How long plugins take is nothing that somebody who starts Asklet wants to read. */
const checks = { pluginTimings: false }

export default defineConfig({
  root: at('web/console'),
  plugins: [compressed()],
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment)
    },
  },
  environments: {
    client: {
      build: { outDir: at('dist/web'), emptyOutDir: true, assetsInlineLimit: 0, rolldownOptions: { checks } },
    },
    server: {
      consumer: 'server',
      // The client with its native part is read from node_modules; all else is bundled, which starts faster.
      resolve: { noExternal: true, external: ['@libsql/client', 'libsql'] },
      build: {
        outDir: at('dist/server'),
        emptyOutDir: true,
        target: 'node20',
        rolldownOptions: {
          checks,
          input: {
            node: at('server/entry/node.ts'),
            'database-thread': at('server/entry/database-thread.ts'),
          },
        },
      },
    },
    worker: {
      consumer: 'server',
      resolve: { noExternal: true, conditions: ['workerd', 'worker', 'module'] },
      build: {
        outDir: at('dist/worker'),
        emptyOutDir: true,
        // One file, as it is uploaded.
        rolldownOptions: {
          checks,
          input: { worker: at('server/entry/worker.ts') },
          output: { codeSplitting: false },
        },
      },
    },
  },
})

/** Lays a gzip and a brotli beside every text of the console, so that no request waits for compression. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (!/\.(html|js|css|svg)$/.test(file.fileName)) continue
          const source = file.type === 'chunk' ? file.code : file.source
          this.emitFile({
            type: 'asset',
            fileName: `${file.fileName}.gz`,
            source: gzipSync(source, { level: 9 }),
          })
          this.emitFile({
            type: 'asset',
            fileName: `${file.fileName}.br`,
            source: brotliCompressSync(source),
          })
        }
      },
    },
  }
}
