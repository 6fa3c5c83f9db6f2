/** What `vite build --app` makes: the console, the SDK and its npm package, the server for Node and for edge workers. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/**
 * What the parts of the SDK's script call each other's by, and nobody else: neither pages, nor the server, nor the
 * view. They become a letter or two.
 */
const OWN_NAMES =
  /^(guard|listen|end|endAll|names|allow|read|write|begin|isQuiet|require|identify|news|follow|flush|persist|add|answer|sendNow|askFor|silence|current|restore|leave|comeBack)$/

/** How long plugins take is nothing that somebody who starts Asklet wants to read. */
const checks = { pluginTimings: false }

export default defineConfig({
  root: at('web/console'),
  plugins: [
    compressed('client', 'sdk', 'view', 'demo'),
    manifest(),
    demoManifest(),
    packaged(),
    bounded({
      sdk: { bytes: 4_096, what: 'what pages load before a survey shows' },
      view: { bytes: 10_240, what: 'what they load for a survey' },
    }),
  ],
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment)
    },
  },
  environments: {
    client: {
      build: { outDir: at('dist/web'), emptyOutDir: true, assetsInlineLimit: 0, rolldownOptions: { checks } },
    },
    // A classic script: pages of any kind load it, and a snippet may stand before it.
    sdk: {
      consumer: 'client',
      build: {
        outDir: at('dist/web/sdk'),
        emptyOutDir: true,
        copyPublicDir: false,
        target: 'es2021',
        lib: { entry: at('web/sdk/script.ts'), formats: ['iife'], name: 'Asklet', fileName: () => 'v1.js' },
        rolldownOptions: { checks, output: { minify: { mangleProps: { include: OWN_NAMES } } } },
      },
    },
    // A module, which the script imports from where the manifest says. It may be kept for ever.
    view: {
      consumer: 'client',
      build: {
        outDir: at('dist/web/sdk'),
        emptyOutDir: false,
        copyPublicDir: false,
        target: 'es2021',
        modulePreload: false,
        rolldownOptions: {
          checks,
          input: { view: at('web/sdk/view.ts') },
          preserveEntrySignatures: 'strict',
          output: { entryFileNames: 'assets/[name]-[hash].js', codeSplitting: false },
        },
      },
    },
    // Somebody else's page, with analytics.js in it.
    demo: {
      consumer: 'client',
      build: {
        outDir: at('dist/web/demo'),
        emptyOutDir: true,
        modulePreload: false,
        rolldownOptions: { checks, input: { shop: at('web/demo/shop.tsx') } },
      },
    },
    // For bundlers, which make it small themselves.
    package: {
      consumer: 'client',
      build: {
        outDir: at('dist/package'),
        emptyOutDir: true,
        target: 'es2021',
        minify: false,
        copyPublicDir: false,
        lib: {
          entry: { index: at('web/sdk/package/index.ts'), analytics: at('web/sdk/package/analytics.ts') },
          formats: ['es'],
          fileName: (_, name) => `${name}.js`,
        },
        rolldownOptions: { checks },
      },
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
          // Few files: each takes a start most of a millisecond.
          output: {
            codeSplitting: {
              groups: [
                // What a database's thread takes besides its own.
                { name: 'connection', test: /server.entry.(local-database|connection)\.ts$/, priority: 3 },
                { name: 'database', test: /server.(entry.libsql|store.(database|row))\.ts$/, priority: 2 },
                { name: 'shared', minShareCount: 2, priority: 1 },
              ],
            },
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

/** Lays a gzip and a brotli beside every text for browsers, so that no request waits for compression. */
function compressed(...environments: readonly string[]): Plugin {
  return {
    name: 'compressed',
    applyToEnvironment: ({ name }) => environments.includes(name),
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

/** Tells the server which view it has. */
function manifest(): Plugin {
  return {
    name: 'manifest',
    applyToEnvironment: ({ name }) => name === 'view',
    generateBundle(_, bundle) {
      const view = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry)
      const source = JSON.stringify({ view: `/sdk/${view?.fileName}` })
      this.emitFile({ type: 'asset', fileName: 'manifest.json', source })
    },
  }
}

/** Tells the server which files the sample shop is made of. */
function demoManifest(): Plugin {
  return {
    name: 'demo-manifest',
    applyToEnvironment: ({ name }) => name === 'demo',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle)
        const script = files.find((file) => file.type === 'chunk' && file.isEntry)?.fileName
        const style = files.find(({ fileName }) => fileName.endsWith('.css'))?.fileName
        const source = JSON.stringify({ script: `/demo/${script}`, style: `/demo/${style}` })
        this.emitFile({ type: 'asset', fileName: 'manifest.json', source })
      },
    },
  }
}

/** Lays what npm wants beside the package's modules. Its types are those of the source. */
function packaged(): Plugin {
  return {
    name: 'packaged',
    applyToEnvironment: ({ name }) => name === 'package',
    generateBundle() {
      const files = {
        'package.json': 'web/sdk/package/package.json',
        'README.md': 'web/sdk/package/README.md',
        LICENSE: 'LICENSE',
        'index.d.ts': 'web/sdk/package/index.d.ts',
        'analytics.d.ts': 'web/sdk/package/analytics.d.ts',
        'types.d.ts': 'web/sdk/types.ts',
      }
      for (const [fileName, path] of Object.entries(files)) {
        const source = readFileSync(at(path), 'utf8').replaceAll(`'../types.ts'`, `'./types.js'`)
        this.emitFile({ type: 'asset', fileName, source })
      }
    },
  }
}

/** Fails a build whose one script is larger than was promised to the pages that load it. */
function bounded(limits: Record<string, { bytes: number; what: string }>): Plugin {
  return {
    name: 'bounded',
    applyToEnvironment: ({ name }) => name in limits,
    generateBundle(_, bundle) {
      const limit = limits[this.environment.name]
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const size = chunks.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0)
      if (limit && size > limit.bytes)
        this.error(
          `${limit.what} is ${size} bytes compressed, ${size - limit.bytes} more than the ${limit.bytes} it may be`,
        )
    },
  }
}
