/** The API reference as one plain page: no script, no host but ours. */
import { html } from 'hono/html'
import type { Described, JsonSchema } from './describe-routes.ts'
import type { Document } from './document.ts'

type Markup = ReturnType<typeof html>
type Entry = { method: string; path: string; described: Described }

export function referencePage({ info, paths, components }: Document): Markup {
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ method, path, described })),
  )
  const tags = [...new Set(entries.map(({ described }) => described.tags[0] ?? ''))]
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${info.title} API</title>
        <link rel="stylesheet" href="/api/docs.css" />
      </head>
      <body>
        <header>
          <h1>${info.title} API</h1>
          <p>${prose(info.description)}</p>
          <p>
            Send <code>Authorization: Bearer</code> with the <code>ADMIN_TOKEN</code>, or sign in. The same as
            data: <a href="/api/openapi.json">openapi.json</a>.
          </p>
          <nav aria-label="Parts">
            <ul>
              ${tags.map((tag) => html`<li><a href="#${tag}">${title(tag)}</a></li>`)}
              <li><a href="#schemas">Schemas</a></li>
            </ul>
          </nav>
        </header>
        <main>
          ${tags.map(
            (tag) =>
              html`<section aria-labelledby="${tag}">
                <h2 id="${tag}">${title(tag)}</h2>
                ${entries.filter(({ described }) => described.tags[0] === tag).map(operation)}
              </section>`,
          )}
          <section aria-labelledby="schemas">
            <h2 id="schemas">Schemas</h2>
            ${Object.entries(components.schemas).map(
              ([name, schema]) =>
                html`<h3 id="schema-${name}">${name}</h3>
                  ${shape(schema)}`,
            )}
          </section>
        </main>
      </body>
    </html>`
}

const title = (tag: string): string => tag.charAt(0).toUpperCase() + tag.slice(1)

/** Text in which `backticks` are code, as in the descriptions. */
const prose = (text: string): Markup[] =>
  text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))

const operation = ({ method, path, described }: Entry): Markup =>
  html`<details id="${described.operationId}">
    <summary>
      <b class="method ${method}">${method.toUpperCase()}</b> <code>${path}</code>
      <span>${described.summary}</span>
    </summary>
    ${described.description ? html`<p>${prose(described.description)}</p>` : ''}
    ${described.security?.length === 0 ? html`<p>Open to anyone.</p>` : ''}
    ${
      described.parameters
        ? html`<h3>Parameters</h3>
            <dl>
              ${described.parameters.map(
                (one) =>
                  html`<dt>
                      <code>${one.name}</code> <small>${one.in}${one.required ? '' : ', optional'}</small>
                    </dt>
                    <dd>${one.description ?? ''} ${shape(one.schema)}</dd>`,
              )}
            </dl>`
        : ''
    }
    ${Object.values(described.requestBody?.content ?? {}).map(
      ({ schema }) =>
        html`<h3>Body</h3>
          ${shape(schema)}`,
    )}
    <h3>Answers</h3>
    <dl>
      ${Object.entries(described.responses).map(
        ([status, { description, content }]) =>
          html`<dt><code>${status}</code></dt>
            <dd>
              ${prose(description)}
              ${Object.values(content ?? {}).map(({ schema }) => (status < '300' ? shape(schema) : ''))}
            </dd>`,
      )}
    </dl>
  </details>`

function shape(schema: JsonSchema | boolean): Markup {
  if (typeof schema === 'boolean') return html`<small>anything</small>`
  const properties = Object.entries(schema.properties ?? {})
  const items = Array.isArray(schema.items) ? undefined : schema.items
  const about = html`<small>${typeOf(schema)}</small> ${schema.description ? prose(schema.description) : ''}`
  if (items !== undefined && hasShape(items)) return html`${about} of ${shape(items)}`
  if (properties.length === 0) return about
  return html`<dl>
    ${properties.map(
      ([name, property]) =>
        html`<dt>
            <code>${name}</code>${schema.required?.includes(name) ? '' : html` <small>optional</small>`}
          </dt>
          <dd>${shape(property)}</dd>`,
    )}
  </dl>`
}

const hasShape = (schema: JsonSchema | boolean): boolean =>
  typeof schema === 'object' && (schema.properties !== undefined || schema.items !== undefined)

function typeOf(schema: JsonSchema | boolean): Markup | string {
  if (typeof schema === 'boolean') return 'anything'
  const { $ref, anyOf, oneOf, type, const: only, items, format } = schema
  if ($ref !== undefined) {
    const name = $ref.split('/').at(-1) ?? ''
    return html`<a href="#schema-${name}">${name}</a>`
  }
  const one = anyOf ?? oneOf
  if (one) return html`${one.map((option, at) => html`${at === 0 ? '' : ' or '}${typeOf(option)}`)}`
  if (only !== undefined) return JSON.stringify(only)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ')
  if (type === 'array' && items !== undefined && !Array.isArray(items) && !hasShape(items))
    return html`list of ${typeOf(items)}`
  if (type === 'array') return 'list'
  const named = Array.isArray(type) ? type.join(' or ') : type
  return [named ?? 'anything', format && `(${format})`, bounds(schema)].filter(Boolean).join(' ')
}

function bounds({ minimum, maximum, minLength, maxLength }: JsonSchema): string {
  const least = (minimum ?? minLength)?.toLocaleString('en')
  const most = (maximum ?? maxLength)?.toLocaleString('en')
  if (least !== undefined && most !== undefined) return `${least} to ${most}`
  if (least !== undefined) return `at least ${least}`
  return most === undefined ? '' : `at most ${most}`
}
