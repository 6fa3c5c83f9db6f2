/** The address that a survey by link will have. No page answers it yet, and the console must not stand in for one. */
import { Hono } from 'hono'
import { html } from 'hono/html'

export const surveyPageRoutes = new Hono().on('GET', ['/s', '/s/*'], (c) => {
  c.header('cache-control', 'no-store')
  return c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex" />
          <title>Not here yet</title>
          <link rel="icon" href="data:," />
        </head>
        <body>
          <h1>This survey cannot be answered here yet</h1>
          <p>Whoever sent you this link can tell you more.</p>
        </body>
      </html>`,
    404,
  )
})
