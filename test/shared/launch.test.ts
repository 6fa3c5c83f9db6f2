import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type LaunchContext, type Launched, launchFaults, launchWarnings } from '../../shared/launch.ts'
import { SurveyDefinition } from '../../shared/survey.ts'

const NOW = Date.parse('2026-03-02T10:00:00.000Z')
const EVENTS: LaunchContext['events'] = [
  { id: 'evt_1', name: 'Checkout', status: 'accepted', sources: ['sdk', 'segment'] },
  { id: 'evt_2', name: 'Order', status: 'accepted', sources: ['segment'] },
  { id: 'evt_3', name: 'Click', status: 'accepted', sources: [] },
  { id: 'evt_4', name: 'debug', status: 'denied' },
]
const context = { events: EVENTS, now: NOW }

const survey = (part: Partial<v.InferInput<typeof SurveyDefinition>> = {}): Launched => ({
  name: 'A survey',
  platform: 'web',
  responses: 0,
  ...v.parse(SurveyDefinition, {
    questions: [{ id: 'q1', type: 'nps', text: 'How likely?', required: true }],
    triggers: [{ event: 'evt_1' }],
    ...part,
  }),
})
const said = (issues: { path: string; message: string }[]): string[] =>
  issues.map(({ path, message }) => `${path} ${message}`)

test('a survey with all it needs has neither faults nor warnings', () => {
  expect(launchFaults(survey(), context)).toEqual([])
  expect(launchWarnings(survey(), context)).toEqual([])
})

test.each([
  ['link', 'platform reaches nobody yet: this Asklet has no page for surveys by link'],
  ['email', 'platform reaches nobody yet: this Asklet sends no surveys by email'],
] as const)('a survey by %s warns that nobody gets it', (platform, warning) => {
  const launched = { ...survey({ triggers: [], delivery: { mode: 'immediate' } }), platform }
  expect(launchFaults(launched, context)).toEqual([])
  expect(said(launchWarnings(launched, context))).toEqual([warning])
})

test('what a schema refuses is a fault too, for an editor that asks before it sends', () => {
  const looping = survey({
    questions: [{ id: 'q1', type: 'open', text: 'Why?', logic: [{ op: 'submitted', goTo: 'q1' }] }],
  })
  expect(said(launchFaults({ ...looping, name: ' ' }, context))).toEqual([
    'name needs a name',
    'questions.0.logic.0 leads round in a loop: from question 1 (“Why?”) to question 1 (“Why?”)',
  ])
})

describe('a warning does not keep it from being launched', () => {
  test.each<[string, Partial<v.InferInput<typeof SurveyDefinition>>, string[]]>([
    [
      'a rule that never wins',
      {
        questions: [
          {
            id: 'q1',
            type: 'nps',
            text: 'How likely?',
            required: true,
            logic: [{ op: 'skipped', goTo: 'end' }],
          },
        ],
      },
      [
        'questions.0.logic.0 the rule “it is skipped” of question 1 (“How likely?”) never wins: the question is required',
      ],
    ],
    [
      'triggers that the SDK never sent',
      { triggers: [{ event: 'evt_2' }, { event: 'evt_3' }, { event: 'evt_1' }] },
      [
        'triggers.0.event "Order" was seen only from Segment so far; only what the SDK sends makes a survey appear',
        'triggers.1.event "Click" was seen nowhere so far; only what the SDK sends makes a survey appear',
      ],
    ],
    [
      'events that are not there, or denied',
      {
        filter: {
          kind: 'and',
          of: [
            { kind: 'event', event: 'pageview', measure: 'done' },
            { kind: 'not', of: { kind: 'event', event: 'Ordre', measure: 'done' } },
            { kind: 'or', of: [{ kind: 'event', event: 'debug', measure: 'done' }] },
          ],
        },
      },
      [
        'filter.of.1.of.event there is no event of the name "Ordre"',
        'filter.of.2.of.0.event there is no event of the name "debug"',
      ],
    ],
    [
      'nobody',
      { delivery: { mode: 'continuous', percent: 0 } },
      ['delivery.percent is 0, so nobody gets it'],
    ],
    [
      'words of a question that is gone',
      { translations: { de: { questions: { q1: { text: 'Wie?' }, q9: { text: 'Was?' } } } } },
      ['translations.de.questions.q9 there is no question of the ID "q9"'],
    ],
  ])('%s', (_, part, expected) => {
    expect(said(launchWarnings(survey(part), context))).toEqual(expected)
    expect(launchFaults(survey(part), context)).toEqual([])
  })
})
