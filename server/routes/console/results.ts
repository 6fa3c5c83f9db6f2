/** A survey's results: what its responses come to, the responses one by one, and both as files. */
import { Hono, type Context } from 'hono'
import * as v from 'valibot'
import { BYTE_ORDER_MARK, csvRow } from '../../../shared/csv.ts'
import { beginOfDay, dayAfter, dayIn, daysBetween } from '../../../shared/day.ts'
import { PageQuery, pageOf } from '../../../shared/page.ts'
import type { Answer, Question } from '../../../shared/question.ts'
import { ResponseQuery, SurveyResponse, SurveyResults } from '../../../shared/results.ts'
import { share } from '../../../shared/statistics.ts'
import { toTime, toTimeOrNull } from '../../../shared/time.ts'
import { notFound } from '../../problem.ts'
import {
  countShowings,
  findResponse,
  listSurveyDays,
  NEVER,
  type StoredResponse,
} from '../../store/response.ts'
import { findSurvey } from '../../store/survey.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { matchingResponses, type Range, rangeOf } from './matching-responses.ts'
import { operation, query } from './operation.ts'

const Place = v.tuple([v.number(), v.string()])
/** Days without a gap, so far back at the most. */
const DAYS = 400

export const resultRoutes = new Hono<EnvironmentEnv>()
  .get(
    '/results',
    operation({
      summary: 'Read what the responses come to',
      description:
        'Per question how often each answer was given, with NPS or CSAT and its 95 % confidence interval. All of it can be filtered by date, person, answer and text.',
      role: 'viewer',
      answers: { 200: SurveyResults },
    }),
    query(ResponseQuery),
    async (c) => {
      const deps = c.get('deps')
      const environment = c.get('environment')
      const asked = c.req.valid('query')
      const survey = await demandSurvey(c)
      const { summary, responded } = await c
        .get('summaries')
        .read({ deps, environment, survey, query: asked })
      const { timeZone } = environment.settings
      const shown = isWhole(asked)
        ? await readShown(deps.database, survey.id, rangeOf(asked, timeZone), timeZone)
        : undefined
      const showings = shown && [...shown.values()].reduce((sum, count) => sum + count, 0)
      const result = summary.result()
      return c.json({
        ...result,
        showings: showings ?? null,
        responseRate:
          (showings !== undefined && share(Math.min(result.responses, showings), showings)) || null,
        daily: daily(responded, shown),
      })
    },
  )
  .get(
    '/responses',
    operation({
      summary: 'List responses',
      description: 'Newest first, with the person where one is known.',
      role: 'viewer',
      answers: { 200: pageOf(SurveyResponse) },
    }),
    query(v.object({ ...PageQuery.entries, ...ResponseQuery.entries })),
    async (c) => {
      const { limit, cursor, ...asked } = c.req.valid('query')
      const { id } = await demandSurvey(c)
      const after = fromCursor(Place, cursor)
      const found: StoredResponse[] = []
      for await (const part of matchingResponses(c.get('deps'), c.get('environment'), id, asked, after)) {
        found.push(...part)
        if (found.length > limit) break
      }
      const last = found[limit - 1]
      return c.json({
        items: found.slice(0, limit).map(showResponse),
        cursor: found.length > limit && last ? toCursor([last.respondedAt, last.id]) : null,
      })
    },
  )
  .get(
    '/responses/:response',
    operation({ summary: 'Read a response', role: 'viewer', answers: { 200: SurveyResponse } }),
    async (c) => {
      const { id } = await demandSurvey(c)
      const response = c.req.param('response')
      const found = await findResponse(c.get('deps').database, id, response)
      if (!found) throw notFound(`The response "${response}"`)
      return c.json(showResponse(found))
    },
  )
  .get(
    '/responses.csv',
    operation({
      summary: 'Export responses as CSV',
      description: 'A line a response, a column a question. No cell is run as a formula by a spreadsheet.',
      role: 'viewer',
      answers: { 200: 'text/csv: one line a response' },
    }),
    query(ResponseQuery),
    async (c) => {
      const { id, name, definition } = await demandSurvey(c)
      const pages = matchingResponses(c.get('deps'), c.get('environment'), id, c.req.valid('query'))
      return download(
        c,
        `${fileName(name)}.csv`,
        'text/csv; charset=utf-8',
        csvOf(definition.questions, pages),
      )
    },
  )
  .get(
    '/responses.json',
    operation({
      summary: 'Export responses as JSON',
      role: 'viewer',
      answers: { 200: 'application/json: a list of responses' },
    }),
    query(ResponseQuery),
    async (c) => {
      const { id, name } = await demandSurvey(c)
      const pages = matchingResponses(c.get('deps'), c.get('environment'), id, c.req.valid('query'))
      return download(c, `${fileName(name)}.json`, 'application/json', jsonOf(pages))
    },
  )

async function demandSurvey(c: Context<EnvironmentEnv>) {
  const id = c.req.param('id') ?? ''
  const survey = await findSurvey(c.get('deps').database, c.get('environment').number, id)
  if (!survey) throw notFound(`The survey "${id}"`)
  return survey
}

/** What was shown has no answers, and no text; only of all responses, or those of some days, is there a rate. */
const isWhole = ({ filter, answers, search }: ResponseQuery): boolean =>
  filter === undefined && answers === undefined && !search

/** By day. Of a day that is not asked for whole, only what was shown within the time. */
async function readShown(
  database: Parameters<typeof listSurveyDays>[0],
  survey: string,
  { from = 0, to = NEVER }: Range,
  timeZone: string,
): Promise<Map<string, number>> {
  const dayOf = dayIn(timeZone)
  const first = from === 0 ? '' : dayOf(from)
  const last = to === NEVER ? '9999' : dayOf(to - 1)
  const counts = new Map<string, number>()
  for (const { day, showings } of await listSurveyDays(database, survey)) {
    if (day < first || day > last) continue
    const whole = { from: beginOfDay(day, timeZone), to: beginOfDay(dayAfter(day), timeZone) }
    const isCut = from > whole.from || to < whole.to
    const within = { from: Math.max(from, whole.from), to: Math.min(to, whole.to) }
    counts.set(day, isCut ? await countShowings(database, survey, within) : showings)
  }
  return counts
}

function daily(
  responded: ReadonlyMap<string, number>,
  shown: ReadonlyMap<string, number> | undefined,
): SurveyResults['daily'] {
  const days = [...responded.keys(), ...(shown?.keys() ?? [])].sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  return daysBetween(first, last)
    .slice(-DAYS)
    .map((day) => ({
      day,
      showings: shown ? (shown.get(day) ?? 0) : null,
      responses: responded.get(day) ?? 0,
    }))
}

const showResponse = (response: StoredResponse): SurveyResponse => ({
  id: response.id,
  userId: response.userId ?? null,
  verified: response.verified,
  channel: response.channel,
  startedAt: toTime(response.startedAt),
  respondedAt: toTime(response.respondedAt),
  completedAt: toTimeOrNull(response.completedAt),
  language: response.language,
  url: response.url ?? null,
  answers: response.answers,
})

const COLUMNS = [
  'id',
  'userId',
  'verified',
  'channel',
  'startedAt',
  'respondedAt',
  'completedAt',
  'language',
  'url',
] as const

async function* csvOf(
  questions: readonly Question[],
  pages: AsyncIterable<readonly StoredResponse[]>,
): AsyncGenerator<string> {
  const titles = questions.map(({ id, text }) => text || id)
  yield BYTE_ORDER_MARK + csvRow([...COLUMNS, ...titles])
  for await (const page of pages)
    yield page
      .map(showResponse)
      .map((response) =>
        csvRow([
          ...COLUMNS.map((column) => response[column]),
          ...questions.map(({ id }) => toCell(response.answers[id])),
        ]),
      )
      .join('')
}

const toCell = (answer: Answer | undefined) => (typeof answer === 'object' ? answer?.join('; ') : answer)

async function* jsonOf(pages: AsyncIterable<readonly StoredResponse[]>): AsyncGenerator<string> {
  let begin = '['
  for await (const page of pages) {
    if (page.length === 0) continue
    yield begin + page.map((response) => `\n${JSON.stringify(showResponse(response))}`).join(',')
    begin = ','
  }
  yield begin === '[' ? '[]' : '\n]'
}

/** As it is read: no file is held in memory, and a reader who is slow, or gone, stops the reading. */
function download(
  c: Context<EnvironmentEnv>,
  name: string,
  type: string,
  parts: AsyncGenerator<string>,
): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
  return c.body(body, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  })
}

/** Safe on every system, and readable. */
const fileName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'survey'
