import * as v from 'valibot'
import { describe, expect, it, test } from 'vitest'
import { idleRules, nextQuestion } from '../../shared/branching.ts'
import { launchFaults, launchWarnings } from '../../shared/launch.ts'
import type { Answers } from '../../shared/question.ts'
import { defaultDelivery, NewSurvey } from '../../shared/survey-input.ts'
import { SURVEY_TEMPLATES } from '../../shared/survey-templates.ts'

const NOW = Date.parse('2026-03-02T10:00:00.000Z')
const made = SURVEY_TEMPLATES.map((template) => {
  const { delivery, ...rest } = v.parse(NewSurvey, { ...template.survey, name: template.name })
  return {
    ...template,
    survey: { ...rest, delivery: delivery ?? defaultDelivery(rest.platform), responses: 0 },
  }
})

test('there are at least fourteen, each with an ID and a name of its own', () => {
  expect(SURVEY_TEMPLATES.length).toBeGreaterThanOrEqual(14)
  expect(new Set(SURVEY_TEMPLATES.map(({ id }) => id)).size).toBe(SURVEY_TEMPLATES.length)
  expect(new Set(SURVEY_TEMPLATES.map(({ name }) => name)).size).toBe(SURVEY_TEMPLATES.length)
})

describe.each(made)('$id', ({ survey, name, description, notice }) => {
  it('can be launched once it has a trigger', () => {
    const events = [{ id: 'evt_1', name: 'Checkout', status: 'accepted' as const }]
    const triggers = survey.platform === 'web' ? [{ event: 'evt_1', delaySeconds: 0 }] : []
    const context = { events, now: NOW }
    expect(launchFaults({ ...survey, triggers }, context)).toEqual([])
    // By link and by email it reaches nobody yet, and says so.
    const ways = survey.platform === 'web' ? [] : ['platform']
    expect(launchWarnings({ ...survey, triggers }, context).map(({ path }) => path)).toEqual(ways)
    expect(idleRules(survey.questions)).toEqual([])
  })

  it('has at most six questions, so that they are answered', () => {
    expect(survey.questions.length).toBeLessThanOrEqual(6)
  })

  it('names whose trademark it is', () => {
    const isNps = /NPS|Net Promoter/.test(`${name} ${description}`)
    expect(isNps || survey.questions.some(({ type }) => type === 'nps')).toBe(notice !== undefined)
  })
})

test.each<[string, Answers, string[]]>([
  ['nps', { recommend: 10, convinced: 'x' }, ['recommend', 'convinced']],
  ['nps', { recommend: 7, missing: null }, ['recommend', 'missing']],
  ['nps', { recommend: 0, disappointed: 'x' }, ['recommend', 'disappointed']],
  ['csat', { satisfied: 2, better: 'x' }, ['satisfied', 'better']],
  ['ces', { easy: 5 }, ['easy']],
  ['churn', { reason: 'It costs too much', price: '5', back: 3 }, ['reason', 'price', 'back']],
  ['churn', { reason: 'My own', more: 'x', back: null }, ['reason', 'more', 'back']],
  ['beta', { met: ['Nothing: it just worked'], ready: 5, first: null }, ['met', 'ready', 'first']],
  ['interview', { talk: 'Gladly', consent: false }, ['talk', 'consent']],
  ['interview', { talk: 'Gladly', consent: true, book: true }, ['talk', 'consent', 'book']],
])('%s, answered %j, asks %j', (id, answers, expected) => {
  const questions = made.find((template) => template.id === id)?.survey.questions ?? []
  const asked: string[] = []
  for (let at: number | 'end' = 0; at !== 'end';) {
    const name: string = questions[at]?.id ?? ''
    asked.push(name)
    at = nextQuestion(questions, at, answers[name] ?? null)
  }
  expect(asked).toEqual(expected)
})
