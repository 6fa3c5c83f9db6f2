import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { flowFaults, type FlowEdge, flowOf, idleRules, nextQuestion } from '../../shared/branching.ts'
import { type Answer, LOGIC_OPS, Question, QUESTION_TYPES, type Rule } from '../../shared/question.ts'
import { holds, OPS_OF, ruleFault, sayRule } from '../../shared/rule.ts'

const ask = (question: Partial<v.InferInput<typeof Question>>, index = 0): Question =>
  v.parse(Question, { id: `q${index + 1}`, type: 'open', text: '', ...question })
const all = (...questions: Partial<v.InferInput<typeof Question>>[]): Question[] => questions.map(ask)

test.each<[Rule['op'], Rule['value'], Answer, boolean]>([
  ['is', 'A', 'A', true],
  ['is', 'A', 'a', false],
  ['is', 3, 3, true],
  ['is', 3, '3', false],
  ['isNot', 'A', 'B', true],
  ['isNot', 'A', 'A', false],
  ['isNot', 'A', null, false],
  ['isNot', 0, 1, true],
  ['lt', 3, 2, true],
  ['lt', 3, 3, false],
  ['lte', 3, 3, true],
  ['gt', 3, 3, false],
  ['gt', 3, 4, true],
  ['gte', 3, 3, true],
  ['gte', 0, null, false],
  ['submitted', undefined, 0, true],
  ['submitted', undefined, 'x', true],
  ['submitted', undefined, null, false],
  ['submitted', undefined, '', false],
  ['submitted', undefined, [], false],
  ['submitted', undefined, false, false],
  ['submitted', undefined, true, true],
  ['skipped', undefined, null, true],
  ['skipped', undefined, false, true],
  ['skipped', undefined, 0, false],
  ['contains', 'PRICE', 'The price is high', true],
  ['contains', 'price', 'fine', false],
  ['contains', 'price', null, false],
  ['exactly', ['A', 'B'], ['B', 'A'], true],
  ['exactly', ['A', 'B', 'A'], ['B', 'A'], true],
  ['exactly', ['A', 'B'], ['A'], false],
  ['exactly', ['A'], ['A', 'B'], false],
  ['includesAll', ['A', 'B'], ['C', 'B', 'A'], true],
  ['includesAll', ['A', 'B'], ['C', 'B'], false],
  ['includesAtLeastOne', ['A', 'B'], ['C', 'B'], true],
  ['includesAtLeastOne', ['A', 'B'], ['C'], false],
  ['doesNotInclude', ['A', 'B'], ['C'], true],
  ['doesNotInclude', ['A', 'B'], ['C', 'A'], false],
  ['doesNotInclude', ['A', 'B'], null, false],
])('%s %j holds of %j: %s', (op, value, answer, expected) => {
  expect(holds({ op, value }, answer)).toBe(expected)
})

describe('a rule that does not fit its question', () => {
  test.each<[Partial<Question>, Pick<Rule, 'op' | 'value'>, string | undefined]>([
    [{ type: 'open' }, { op: 'gt', value: 3 }, 'op: must be one of contains, submitted, skipped'],
    [{ type: 'open' }, { op: 'contains', value: ' ' }, 'value: must be a text with contains'],
    [{ type: 'open' }, { op: 'skipped', value: 'x' }, 'value: must be left out with skipped'],
    [{ type: 'nps' }, { op: 'is', value: 10 }, undefined],
    [{ type: 'nps' }, { op: 'is', value: 11 }, 'value: must be a whole number from 0 to 10 with is'],
    [{ type: 'rating' }, { op: 'lt', value: 0 }, 'value: must be a whole number from 1 to 5 with lt'],
    [{ type: 'rating' }, { op: 'lt', value: 2.5 }, 'value: must be a whole number from 1 to 5 with lt'],
    [{ type: 'rating' }, { op: 'lt', value: '3' }, 'value: must be a whole number from 1 to 5 with lt'],
    [{ type: 'single', options: ['A'] }, { op: 'is', value: 'A' }, undefined],
    [{ type: 'single', options: ['A'] }, { op: 'is', value: 'C' }, 'value: “C” must be an option'],
    [{ type: 'single', options: ['A'] }, { op: 'is' }, 'value: must be an option'],
    [
      { type: 'multi', options: ['A'] },
      { op: 'includesAll', value: 'A' },
      'value: must be a list of options',
    ],
    [{ type: 'multi', options: ['A'] }, { op: 'exactly', value: [] }, 'value: must be a list of options'],
    [{ type: 'multi', options: ['A'] }, { op: 'exactly', value: ['A', 'C'] }, 'value: “C” must be an option'],
    [{ type: 'consent' }, { op: 'is', value: 'yes' }, 'op: must be one of submitted, skipped'],
  ])('%j %j', (question, rule, expected) => {
    const fault = ruleFault(ask(question), rule)
    if (expected === undefined) expect(fault).toBeUndefined()
    else expect(`${fault?.key}: ${fault?.message}`).toContain(expected)
  })
})

describe('the next question', () => {
  const questions = all(
    {
      type: 'nps',
      logic: [
        { op: 'gte', value: 9, goTo: 'q3' },
        { op: 'skipped', goTo: 'end' },
      ],
    },
    {},
    {},
  )
  test.each<[number, Answer, number | 'end']>([
    [0, 9, 2],
    [0, 8, 1],
    [0, null, 'end'],
    [1, 'x', 2],
    [2, 'x', 'end'],
  ])('after %d, answered %j: %s', (index, answer, expected) => {
    expect(nextQuestion(questions, index, answer)).toBe(expected)
  })
})

const say = (edges: readonly FlowEdge[]): string[] =>
  edges.map(({ from, to, words }) => `${from + 1} → ${to === 'end' ? 'end' : to + 1}: ${words}`)

describe('the flow', () => {
  test('has an edge for each rule that can win, with its words, and one for what is left', () => {
    const questions = all(
      {
        type: 'nps',
        logic: [
          { op: 'gte', value: 9, goTo: 'q3' },
          { op: 'skipped', goTo: 'end' },
        ],
      },
      {},
      {
        type: 'multi',
        options: ['A', 'B'],
        logic: [{ op: 'includesAtLeastOne', value: ['A', 'B'], goTo: 'end' }],
      },
    )
    expect(say(flowOf(questions))).toEqual([
      '1 → 3: the score is at least 9',
      '1 → end: it is skipped',
      '1 → 2: otherwise',
      '2 → 3: always',
      '3 → end: the answer includes “A” or “B”',
      '3 → end: otherwise',
    ])
  })

  test.each<[string, Partial<v.InferInput<typeof Question>>, boolean]>([
    [
      'all scores, required',
      { type: 'rating', required: true, logic: [rule('lte', 3), rule('gte', 4)] },
      false,
    ],
    ['all scores, optional', { type: 'rating', logic: [rule('lte', 3), rule('gte', 4)] }, true],
    [
      'all scores and skipped',
      { type: 'rating', logic: [rule('lte', 3), rule('gte', 4), rule('skipped')] },
      false,
    ],
    ['not 3, and 3', { type: 'nps', required: true, logic: [rule('isNot', 3), rule('is', 3)] }, false],
    [
      'every option',
      { type: 'single', options: ['A', 'B'], required: true, logic: [rule('is', 'A'), rule('is', 'B')] },
      false,
    ],
    [
      'every option, and other',
      {
        type: 'single',
        options: ['A', 'B'],
        other: true,
        required: true,
        logic: [rule('is', 'A'), rule('is', 'B')],
      },
      true,
    ],
    [
      'the only option of a draft',
      { type: 'single', options: ['A'], required: true, logic: [rule('is', 'A')] },
      true,
    ],
    [
      'some option',
      { type: 'multi', options: ['A', 'B'], required: true, logic: [rule('includesAtLeastOne', ['A', 'B'])] },
      false,
    ],
    [
      'some option, or other',
      {
        type: 'multi',
        options: ['A', 'B'],
        other: true,
        required: true,
        logic: [rule('includesAtLeastOne', ['A', 'B'])],
      },
      true,
    ],
    [
      'A or not A',
      {
        type: 'multi',
        options: ['A', 'B'],
        required: true,
        logic: [rule('doesNotInclude', ['A']), rule('includesAll', ['A'])],
      },
      false,
    ],
    [
      'each set',
      {
        type: 'multi',
        options: ['A', 'B'],
        required: true,
        logic: [rule('exactly', ['A']), rule('exactly', ['B']), rule('exactly', ['A', 'B'])],
      },
      false,
    ],
    [
      'each set but one',
      {
        type: 'multi',
        options: ['A', 'B'],
        required: true,
        logic: [rule('exactly', ['A']), rule('exactly', ['B'])],
      },
      true,
    ],
    ['a text', { type: 'open', required: true, logic: [rule('contains', 'a'), rule('contains', 'b')] }, true],
    ['any text', { type: 'open', required: true, logic: [rule('submitted')] }, false],
    ['consent given', { type: 'consent', required: true, logic: [rule('submitted')] }, false],
    ['consent given or not', { type: 'consent', logic: [rule('submitted')] }, true],
    ['the button', { type: 'prompt', required: true, logic: [rule('submitted')] }, false],
  ])('of %s leads on: %#', (_, question, expected) => {
    const edges = flowOf(all(question, {})).filter(({ from }) => from === 0)
    expect(edges.some(({ rule }) => rule === null)).toBe(expected)
  })
})

function rule(op: Rule['op'], value?: Rule['value']): Rule {
  return { op, value, goTo: 'end' }
}

describe('faults', () => {
  const faultsOf = (questions: Question[]): string[] =>
    flowFaults(questions).map(({ path, message }) => `${path} ${message}`)

  test('none where there are no questions, or no rules', () => {
    expect(faultsOf([])).toEqual([])
    expect(faultsOf(all({}, {}, {}))).toEqual([])
  })

  test('a rule to a question that is not there', () => {
    expect(faultsOf(all({ logic: [{ op: 'skipped', goTo: 'q9' }] }, {}))).toEqual([
      'questions.0.logic.0 leads to "q9", and there is no such question: goTo must be the ID of one, or "end"',
    ])
  })

  test('a loop names the questions on its way', () => {
    const questions = all(
      { text: 'How was it?' },
      {},
      {
        text: 'Again?',
        logic: [
          { op: 'contains', value: 'yes', goTo: 'q1' },
          { op: 'skipped', goTo: 'q3' },
        ],
      },
    )
    expect(faultsOf(questions)).toEqual([
      'questions.2.logic.0 leads round in a loop: from question 1 (“How was it?”) to question 2 to question 3 (“Again?”) to question 1 (“How was it?”)',
      'questions.2.logic.1 leads round in a loop: from question 3 (“Again?”) to question 3 (“Again?”)',
    ])
  })

  test('a way back that goes elsewhere is no loop', () => {
    expect(
      faultsOf(
        all(
          {
            logic: [
              { op: 'submitted', goTo: 'q3' },
              { op: 'skipped', goTo: 'q3' },
            ],
          },
          { required: true, logic: [{ op: 'submitted', goTo: 'end' }] },
          { logic: [{ op: 'submitted', goTo: 'q2' }] },
        ),
      ),
    ).toEqual([])
  })

  test('a loop that no answer can take is none, and its rule is idle', () => {
    const questions = all(
      { text: 'Why?' },
      { type: 'nps', required: true, logic: [{ op: 'skipped', goTo: 'q1' }] },
    )
    expect(faultsOf(questions)).toEqual([])
    expect(idleRules(questions)).toEqual([
      {
        path: 'questions.1.logic.0',
        message: 'the rule “it is skipped” of question 2 never wins: the question is required',
      },
    ])
  })

  test('a question that no answer leads to, and what only follows from it', () => {
    const questions = all(
      {
        text: 'Score?',
        type: 'nps',
        required: true,
        logic: [
          { op: 'lt', value: 7, goTo: 'q4' },
          { op: 'gte', value: 7, goTo: 'end' },
        ],
      },
      { text: 'Left out' },
      {},
      {},
    )
    expect(faultsOf(questions)).toEqual([
      'questions.1 question 2 (“Left out”) is never reached: every answer to question 1 (“Score?”) leads elsewhere, and no rule leads to it',
      'questions.2 question 3 is never reached: only question 2 (“Left out”) could lead to it, and is never reached either',
    ])
  })

  test.each<[string, Partial<v.InferInput<typeof Question>>, number[]]>([
    ['taken before', { type: 'nps', logic: [rule('gte', 7), rule('gte', 9)] }, [1]],
    [
      'taken by two together',
      { type: 'rating', logic: [rule('lte', 3), rule('gt', 3), rule('submitted')] },
      [2],
    ],
    ['out of the scale', { type: 'rating', logic: [rule('gt', 5)] }, [0]],
    [
      'a part of a part',
      { type: 'open', logic: [rule('contains', 'price'), rule('contains', 'Prices')] },
      [1],
    ],
    [
      'a part that holds a part',
      { type: 'open', logic: [rule('contains', 'prices'), rule('contains', 'price')] },
      [],
    ],
    [
      'more of the same options',
      {
        type: 'multi',
        options: ['A', 'B', 'C'],
        logic: [rule('includesAll', ['A']), rule('exactly', ['A', 'C'])],
      },
      [1],
    ],
    ['repeated', { type: 'consent', logic: [rule('skipped'), rule('skipped')] }, [1]],
  ])('idle: %s', (_, question, expected) => {
    expect(idleRules(all(question)).map(({ path }) => path)).toEqual(
      expected.map((place) => `questions.0.logic.${place}`),
    )
  })
})

const OPTIONS_OF = ['A', 'B', 'C']
const PARTS = ['a', 'ab', 'B', 'c']
const option = fc.constantFrom(...OPTIONS_OF)
const options = fc.subarray(OPTIONS_OF, { minLength: 1 })
const goTo = fc.constantFrom('q1', 'q2', 'q3', 'q4', 'end')

function comparedBy(type: Question['type']): fc.Arbitrary<Rule['value']> {
  if (type === 'single') return option
  if (type === 'multi') return options
  return fc.integer(type === 'rating' ? { min: 1, max: 5 } : { min: 0, max: 10 })
}

const ruleFor = (type: Question['type']): fc.Arbitrary<Rule> =>
  fc.constantFrom(...OPS_OF[type]).chain((op) => {
    const value: fc.Arbitrary<Rule['value']> =
      op === 'submitted' || op === 'skipped'
        ? fc.constant(undefined)
        : op === 'contains'
          ? fc.constantFrom(...PARTS)
          : comparedBy(type)
    return fc.record({ op: fc.constant(op), value, goTo })
  })

const question = (index: number): fc.Arbitrary<Question> =>
  fc.constantFrom(...QUESTION_TYPES).chain((type) =>
    fc
      .record({
        required: fc.boolean(),
        other: fc.boolean(),
        logic: fc.array(ruleFor(type), { maxLength: 4 }),
      })
      .map((more) =>
        ask({ type, options: type === 'single' || type === 'multi' ? OPTIONS_OF : [], ...more }, index),
      ),
  )
const survey = fc
  .integer({ min: 1, max: 4 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => question(index))))

/** Every answer, found without the cleverness of what is tested. */
function everyAnswer({ type, required, other }: Question): Answer[] {
  const skipped: Answer[] = required ? [] : [null]
  const choices = other ? [...OPTIONS_OF, 'something else'] : OPTIONS_OF
  const range = (least: number, most: number) =>
    Array.from({ length: most - least + 1 }, (_, step) => least + step)
  switch (type) {
    case 'open':
      return [...skipped, 'x', 'a', 'ab', 'b', 'c', 'a b', 'abc', 'bc', 'ac', 'ba c']
    case 'single':
      return [...skipped, ...choices]
    case 'multi':
      return [
        ...skipped,
        ...range(1, 2 ** choices.length - 1).map((bits) => choices.filter((_, bit) => bits & (2 ** bit))),
      ]
    case 'rating':
      return [...skipped, ...range(1, 5)]
    case 'nps':
      return [...skipped, ...range(0, 10)]
    case 'prompt':
      return [...skipped, true]
    case 'consent':
      return required ? [true] : [null, false, true]
  }
}

const known = (questions: readonly Question[]): boolean =>
  flowFaults(questions).every(({ message }) => !message.includes('no such'))

describe('for any survey', () => {
  test('the flow is what its answers do, neither more nor less', () => {
    fc.assert(
      fc.property(survey, (questions) => {
        fc.pre(known(questions))
        const flow = flowOf(questions).map(({ from, to }) => `${from} ${to}`)
        const done = questions.flatMap((asked, from) =>
          everyAnswer(asked).map((answer) => `${from} ${nextQuestion(questions, from, answer)}`),
        )
        expect(new Set(flow)).toEqual(new Set(done))
      }),
      { numRuns: 500 },
    )
  })

  test('no faults: any answers end, and each question is reached by some; faults: not so', () => {
    fc.assert(
      fc.property(survey, (questions) => {
        fc.pre(known(questions))
        const reached = new Set<number>()
        let ends = true
        const follow = (index: number, way: readonly number[]): void => {
          if (way.includes(index)) {
            ends = false
            return
          }
          reached.add(index)
          const nexts = new Set(
            everyAnswer(questions[index] ?? ask({})).map((answer) => nextQuestion(questions, index, answer)),
          )
          for (const next of nexts) if (next !== 'end') follow(next, [...way, index])
        }
        follow(0, [])
        const faults = flowFaults(questions)
        if (faults.length === 0) expect([ends, reached.size]).toEqual([true, questions.length])
        else expect(ends && reached.size === questions.length).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  test('every rule can be said', () => {
    for (const type of QUESTION_TYPES)
      for (const op of LOGIC_OPS) expect(sayRule({ type }, { op, value: 'x' })).not.toContain('undefined')
  })
})

// Few options in many rules are the hardest, near to what cannot be met; many in each the longest: some 0.2 s.
test.each([
  [7, 3],
  [12, 3],
  [20, 4],
  [50, 25],
])('the largest survey takes little time: %d options, %d in each rule', (count, width) => {
  let state = 1
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * below)
  }
  const options = Array.from({ length: count }, (_, index) => `Option ${index}`)
  const ops: Rule['op'][] = ['exactly', 'includesAll', 'doesNotInclude']
  const questions = all(
    ...Array.from({ length: 50 }, () => ({
      type: 'multi' as const,
      options,
      required: true,
      logic: Array.from({ length: 30 }, () => ({
        op: ops[next(ops.length)] ?? 'exactly',
        value: Array.from({ length: width }, () => options[next(count)] ?? ''),
        goTo: ['q50', 'end'][next(2)] ?? 'end',
      })),
    })),
  )
  const begun = performance.now()
  flowFaults(questions)
  expect(performance.now() - begun).toBeLessThan(5_000)
})
