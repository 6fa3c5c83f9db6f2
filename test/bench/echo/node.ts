/** The echo on Node, by the adapter that the product uses. */
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { echo } from './app.ts'

createServer(getRequestListener(echo.fetch)).listen(Number(process.env.PORT), '127.0.0.1')
