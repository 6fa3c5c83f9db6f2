import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { NewSurvey, SurveyChange } from '../../shared/survey-input.ts'

describe('what no draft may be', () => {
  const open = { type: 'open', text: 'Why?' }
  test.each<[string, object, string]>([
    ['an unknown field', { colour: 'red' }, 'colour Invalid key'],
    ['an unknown field of a question', { questions: [{ ...open, hint: 'x' }] }, 'questions.0.hint'],
    ['an unknown type', { questions: [{ type: 'slider', text: '' }] }, 'questions.0.type must be one of'],
    ['questions that are no list', { questions: 'q1' }, 'questions must be a list'],
    [
      'two of an ID',
      {
        questions: [
          { ...open, id: 'a' },
          { ...open, id: 'a' },
        ],
      },
      'questions.1.id must be its own',
    ],
    ['an ID that ends', { questions: [{ ...open, id: 'end' }] }, 'questions.0.id must be another'],
    ['an ID of objects', { questions: [{ ...open, id: '__proto__' }] }, 'questions.0.id must be another'],
    [
      'the same option twice',
      { questions: [{ ...open, type: 'single', options: ['A', 'A'] }] },
      'questions.0.options may hold each option once',
    ],
    [
      'a rule that does not fit',
      { questions: [{ ...open, logic: [{ op: 'gt', value: 3, goTo: 'end' }] }] },
      'questions.0.logic.0.op must be one of contains',
    ],
    [
      'a score out of range',
      { questions: [{ ...open, type: 'nps', logic: [{ op: 'is', value: 11, goTo: 'end' }] }] },
      'questions.0.logic.0.value must be a whole number from 0 to 10',
    ],
    [
      'a rule to nowhere',
      { questions: [{ ...open, logic: [{ op: 'skipped', goTo: 'q7' }] }] },
      'questions.0.logic.0 leads to "q7"',
    ],
    [
      'a loop',
      { questions: [open, { ...open, logic: [{ op: 'submitted', goTo: 'q1' }] }] },
      'questions.1.logic.0 leads round in a loop: from question 1 (“Why?”)',
    ],
    [
      'a question that is never reached',
      { questions: [{ ...open, required: true, logic: [{ op: 'submitted', goTo: 'end' }] }, open] },
      'questions.1 question 2 (“Why?”) is never reached',
    ],
    ['a trigger twice', { triggers: [{ event: 'e' }, { event: 'e' }] }, 'triggers may hold each event once'],
    [
      'eleven triggers',
      { triggers: Array.from({ length: 11 }, (_, event) => ({ event: `e${event}` })) },
      'triggers may hold at most 10',
    ],
    [
      'a delay beyond an hour',
      { triggers: [{ event: 'e', delaySeconds: 3_601 }] },
      'triggers.0.delaySeconds must be at most 3,600',
    ],
    ['a delivery without a mode', { delivery: { responses: 5 } }, 'delivery.mode must have a mode'],
    [
      'a filter that is none',
      { filter: { kind: 'attribute', key: 'plan', op: 'gt', value: true } },
      'filter.value must be a number',
    ],
    ['an end on no day', { endsAt: '2026-02-31T00:00:00Z' }, 'endsAt must be an ISO date and time'],
    [
      'an end past the year 9999',
      { endsAt: '9999-12-31T23:59:59-14:00' },
      'endsAt must be an ISO date and time',
    ],
    ['a start before the year 0', { startsAt: '0000-01-01T00:00:00+14:00' }, 'startsAt must be an ISO date'],
    ['another state', { status: 'in-progress' }, 'status begins as "draft"'],
    ['no name', { name: ' ' }, 'name must not be empty'],
    ['an unknown platform', { platform: 'tv' }, 'platform must be one of web, mobile, link, email'],
  ])('%s', (_, part, expected) => {
    const faultsOf = (schema: v.GenericSchema, input: object): string[] =>
      (v.safeParse(schema, input).issues ?? []).map((issue) => `${v.getDotPath(issue)} ${issue.message}`)
    const made = faultsOf(NewSurvey, { name: 'A', platform: 'web', questions: [open], ...part })
    expect(made).toEqual([expect.stringContaining(expected)])
    expect(faultsOf(SurveyChange, part)).toEqual(
      'status' in part ? [expect.stringContaining('status')] : made,
    )
  })
})

test('a change sets nothing that it does not say', () => {
  expect(v.parse(SurveyChange, {})).toEqual({})
  expect(v.parse(SurveyChange, { look: {} })).toMatchObject({ look: { position: 'bottom-right' } })
})
