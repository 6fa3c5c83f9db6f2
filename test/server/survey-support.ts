/** Surveys on the real app, and responses as they are stored. */
import * as v from 'valibot'
import { expect } from 'vitest'
import { Event } from '../../shared/event.ts'
import type { Answers } from '../../shared/question.ts'
import { Survey } from '../../shared/survey.ts'
import type { OpenDatabase } from '../databases.ts'
import { createTestApp } from '../support.ts'

export const HERE = '/api/environments/development'
const Problem = v.object({
  detail: v.string(),
  issues: v.optional(v.array(v.object({ path: v.string(), message: v.string() })), []),
})

export async function createSurveyWorld(open?: OpenDatabase) {
  const test = await createTestApp({}, {}, open)
  const { api, deps, clock } = test
  let showings = 0

  async function ask(method: string, path: string, body?: unknown): Promise<Survey> {
    const response = await api(method, `${HERE}/surveys${path}`, body)
    expect([response.status, response.ok ? '' : await response.clone().text()]).toEqual([response.status, ''])
    return v.parse(Survey, await response.json())
  }
  return {
    ...test,
    ask,
    make: (survey: object) => ask('POST', '', { name: 'A survey', platform: 'web', ...survey }),
    /** What is wrong with a call that is refused: `409 path message`, or `409 detail`. */
    async refusal(method: string, path: string, body?: unknown): Promise<string[]> {
      const response = await api(method, `${HERE}/surveys${path}`, body)
      expect(response.ok).toBe(false)
      const { detail, issues } = v.parse(Problem, await response.json())
      const said = issues.length > 0 ? issues.map(({ path: at, message }) => `${at} ${message}`) : [detail]
      return said.map((line) => `${response.status} ${line}`)
    },
    async makeEvent(event: object): Promise<Event> {
      return v.parse(Event, await (await api('POST', `${HERE}/events`, event)).json())
    },
    /** One showing that was answered. */
    respond: (survey: string, answers: Answers) => {
      const id = `shw_${(showings += 1)}`
      const day = new Date(clock.at).toISOString().slice(0, 10)
      return deps.database.write([
        {
          sql: `INSERT INTO showing (id, environment, survey, channel, language, at, day)
            VALUES (?, 1, ?, 'web', 'en', ?, ?)`,
          args: [id, survey, clock.at, day],
        },
        { sql: 'UPDATE showing SET responded_at = ? WHERE id = ?', args: [clock.at, id] },
        ...Object.entries(answers).map(([question, value]) => ({
          sql: `INSERT INTO answer (showing, question, value, at) VALUES (?, ?, ?, ?)`,
          args: [id, question, JSON.stringify(value), clock.at],
        })),
      ])
    },
  }
}

/** Fit to be launched, once it has a trigger. */
export const READY = {
  questions: [
    { type: 'nps', text: 'How likely are you to recommend us?' },
    { type: 'open', text: 'Why?' },
  ],
}
