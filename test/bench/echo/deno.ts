/** The echo on Deno, run from its source as the product is there. */
import process from 'node:process'
import { echo } from './app.ts'

declare const Deno: {
  serve(
    options: { port: number; hostname: string },
    handler: (request: Request) => Response | Promise<Response>,
  ): unknown
}

Deno.serve({ port: Number(process.env.PORT), hostname: '127.0.0.1' }, (request) => echo.fetch(request))
