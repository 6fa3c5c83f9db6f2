/** The benchmarks and every process that they start, as the product's own build makes them. */
import { defineConfig } from 'vite'

const at = (path: string): string => new URL(path, import.meta.url).pathname

export default defineConfig({
  root: at('.'),
  build: {
    outDir: at('../../dist/bench'),
    emptyOutDir: true,
    target: 'node20',
    ssr: true,
    rolldownOptions: {
      input: {
        main: at('main.ts'),
        generator: at('load/generator.ts'),
        inserter: at('inserter.ts'),
        echo: at('echo/node.ts'),
      },
    },
  },
  ssr: { noExternal: true, external: ['@libsql/client', 'libsql'] },
})
