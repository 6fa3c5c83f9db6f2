/** The address that a survey by link will have. No page answers it yet, and the console must not stand in for one. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { parseAccept } from 'hono/utils/accept'
import { languageFor } from '../../shared/shown-survey.ts'
import { directionOf } from '../../shared/survey.ts'
import { NOT_HERE } from './survey-page-words.ts'

const STYLE = '/s/page.css'

export const surveyPageRoutes = new Hono()
  .get(STYLE, (c) =>
    c.body(SHEET, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=3600',
    }),
  )
  .on('GET', ['/s', '/s/*'], (c) => {
    const wanted = parseAccept(c.req.header('accept-language') ?? '').map(({ type }) => type)
    const language = languageFor({ language: 'en', translations: NOT_HERE }, wanted)
    const [title, lead] = NOT_HERE[language] ?? NOT_HERE.en
    c.header('cache-control', 'no-store')
    return c.html(
      html`<!doctype html>
        <html lang="${language}" dir="${directionOf(language)}">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <meta name="robots" content="noindex" />
            <title>${title}</title>
            <link rel="icon" href="data:," />
            <link rel="stylesheet" href="${STYLE}" />
          </head>
          <body>
            <main>
              <h1>${title}</h1>
              <p>${lead}</p>
            </main>
          </body>
        </html>`,
      404,
    )
  })

const SHEET = `
:root { color-scheme: light dark }
body {
  display: grid;
  place-items: center;
  min-block-size: 100dvb;
  margin: 0;
  padding: 1.5rem;
  box-sizing: border-box;
  background: light-dark(#fff, #151718);
  color: light-dark(#1c2024, #edeef0);
  font: 1rem/1.5 system-ui, sans-serif;
}
main { max-inline-size: 30rem; text-align: center }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance }
p { margin: 0; text-wrap: balance; color: light-dark(#5a6169, #a3abb4) }
`
