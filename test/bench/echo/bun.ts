/** The echo on Bun, run from its source as the product is there. */
import { echo } from './app.ts'

declare const Bun: {
  serve(options: { port: number; hostname: string; fetch: typeof echo.fetch }): unknown
}

Bun.serve({ port: Number(process.env.PORT), hostname: '127.0.0.1', fetch: echo.fetch })
