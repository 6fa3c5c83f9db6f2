import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { flowFaults } from '../../shared/branching.ts'
import { SURVEY_TEMPLATES } from '../../shared/survey-templates.ts'
import { NewSurvey } from '../../shared/survey-input.ts'
import { PLATFORMS, SurveyDefinition, SurveyName } from '../../shared/survey.ts'
import { layOut } from '../../web/console/pages/surveys/build/flow-layout.ts'
import {
  addOptions,
  addQuestion,
  type Asking,
  changeType,
  duplicateQuestion,
  freshRule,
  moved,
  moveOption,
  removeOption,
  removeQuestion,
  renameOption,
} from '../../web/console/pages/surveys/build/question-edits.ts'
import { differencesOf } from '../../web/console/pages/surveys/editing/differences.ts'
import { createHistory } from '../../web/console/pages/surveys/editing/history.ts'
import { changeOf, type Parts, placeOfChange } from '../../web/console/pages/surveys/editing/parts.ts'
import { missingIn, translationGroups } from '../../web/console/pages/surveys/languages/translation-rows.ts'
import { sayIssue } from '../../web/console/pages/surveys/survey/say-issue.ts'

const Whole = v.object({ name: SurveyName, platform: v.picklist(PLATFORMS), ...SurveyDefinition.entries })
const survey: Parts = v.parse(Whole, {
  name: 'Plans',
  platform: 'web',
  questions: [
    {
      id: 'q1',
      type: 'single',
      text: 'Which plan?',
      options: ['Free', 'Team', 'Pro'],
      logic: [
        { op: 'is', value: 'Team', goTo: 'q3' },
        { op: 'isNot', value: 'Free', goTo: 'q2' },
      ],
    },
    {
      id: 'q2',
      type: 'multi',
      text: 'Which parts?',
      options: ['A', 'B'],
      logic: [{ op: 'includesAll', value: ['A'], goTo: 'end' }],
    },
    { id: 'q3', type: 'nps', text: 'How likely?', low: 'Not', logic: [{ op: 'lte', value: 6, goTo: 'q4' }] },
    { id: 'q4', type: 'open', text: 'Why?' },
  ],
  translations: {
    de: {
      questions: {
        q1: { text: 'Welcher Tarif?', options: ['Gratis', 'Team', 'Profi'] },
        q3: { low: 'Nicht' },
      },
    },
  },
  delivery: { mode: 'until', responses: 385 },
})

const question = (asking: Pick<Asking, 'questions'>, id: string) => {
  const found = asking.questions.find((one) => one.id === id)
  if (!found) throw new Error(`no question ${id}`)
  return found
}
const german = (asking: Asking, id: string) => asking.translations['de']?.questions[id]

describe('a question', () => {
  it('is added with an ID that none had', () => {
    const { id, questions } = addQuestion(survey, 1, 'rating')
    expect(id).toBe('q5')
    expect(questions.map((one) => one.id)).toEqual(['q1', 'q5', 'q2', 'q3', 'q4'])
    const without = removeQuestion(survey, 'q2')
    expect(addQuestion(without, 0, 'open').id).toBe('q5')
  })

  it('is copied with its translation', () => {
    const copied = duplicateQuestion(survey, 'q1')
    expect(copied.questions.map(({ id }) => id)).toEqual(['q1', 'q5', 'q2', 'q3', 'q4'])
    expect(german(copied, 'q5')).toEqual(german(survey, 'q1'))
  })

  it('goes with its translation, and what led to it leads to what followed', () => {
    const without = removeQuestion(survey, 'q3')
    expect(question(without, 'q1').logic.map(({ goTo }) => goTo)).toEqual(['q4', 'q2'])
    expect(german(without, 'q3')).toBeUndefined()
    expect(question(removeQuestion(survey, 'q4'), 'q3').logic).toEqual([{ op: 'lte', value: 6, goTo: 'end' }])
    for (const { id } of survey.questions)
      expect(flowFaults(removeQuestion(survey, id).questions)).toEqual([])
  })

  it('leads nobody to itself when what it led to goes', () => {
    const questions = [
      { ...question(survey, 'q4'), id: 'a' },
      { ...question(survey, 'q4'), id: 'b', logic: [{ op: 'submitted' as const, goTo: 'a' }] },
    ]
    const without = removeQuestion({ questions, translations: {} }, 'a')
    expect(question(without, 'b').logic).toEqual([])
  })

  it('keeps the rules that its new type can have', () => {
    const multi = question(changeType(survey, 'q1', 'multi'), 'q1')
    expect(multi.logic).toEqual([{ op: 'includesAtLeastOne', value: ['Team'], goTo: 'q3' }])
    expect(question(changeType(survey, 'q3', 'rating'), 'q3').logic).toEqual([])
    expect(question(changeType(survey, 'q2', 'single'), 'q2').logic).toEqual([
      { op: 'is', value: 'A', goTo: 'end' },
    ])
  })

  it('has a first rule that fits it', () => {
    for (const one of survey.questions) {
      const questions = survey.questions.map((other) =>
        other.id === one.id ? { ...other, logic: [freshRule(one)] } : other,
      )
      const { issues = [] } = v.safeParse(NewSurvey, { name: 'x', platform: 'web', questions })
      const faults = issues.map((issue) => v.getDotPath(issue)).filter((path) => path?.endsWith('.value'))
      // The text to look for is theirs to write.
      expect(faults.length).toBe(one.type === 'open' ? 1 : 0)
    }
  })
})

describe('an option', () => {
  it('takes its rules along when it is renamed, also through the name of another', () => {
    const was = { text: 'Team', logic: question(survey, 'q1').logic }
    let asking: Asking = survey
    for (const text of ['Tea', 'Pro', 'Prof'])
      asking = { ...asking, ...renameOption(asking, 'q1', 1, text, was) }
    expect(question(asking, 'q1').options).toEqual(['Free', 'Prof', 'Pro'])
    expect(question(asking, 'q1').logic.map(({ value }) => value)).toEqual(['Prof', 'Free'])
  })

  it('moves and goes with its translation and its rules', () => {
    const turned = moveOption(survey, 'q1', 2, 0)
    expect(question(turned, 'q1').options).toEqual(['Pro', 'Free', 'Team'])
    expect(german(turned, 'q1')?.options).toEqual(['Profi', 'Gratis', 'Team'])
    const without = removeOption(survey, 'q1', 1)
    expect(question(without, 'q1')).toMatchObject({ options: ['Free', 'Pro'], logic: [{ op: 'isNot' }] })
    expect(german(without, 'q1')?.options).toEqual(['Gratis', 'Profi'])
    expect(question(removeOption(survey, 'q2', 0), 'q2').logic).toEqual([])
  })

  it('comes once, and leaves room in translations', () => {
    const more = addOptions(survey, 'q1', 1, [' Plus ', 'Free', '', 'Plus', 'Max'])
    expect(question(more, 'q1').options).toEqual(['Free', 'Plus', 'Max', 'Team', 'Pro'])
    expect(german(more, 'q1')?.options).toEqual(['Gratis', '', '', 'Team', 'Profi'])
  })
})

it('moves within a list', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moved(['a'], 4, 0)).toEqual(['a'])
})

describe('a change', () => {
  const worded = (text: string): Parts => ({
    ...survey,
    questions: survey.questions.map((one) => (one.id === 'q4' ? { ...one, text } : one)),
  })

  it('is found at the deepest place there is', () => {
    expect(placeOfChange(survey, worded('Why not?'))).toEqual({ path: 'questions.3.text', isWords: true })
    expect(placeOfChange(survey, { ...survey, name: 'x' })).toEqual({ path: 'name', isWords: true })
    expect(placeOfChange(survey, { ...survey, ...removeQuestion(survey, 'q4') }).path).toBe('questions')
    expect(changeOf(survey, worded('Why not?'))).toEqual({ questions: worded('Why not?').questions })
    expect(changeOf(survey, structuredClone(survey))).toEqual({})
  })

  it('is one step as long as one types on', () => {
    const history = createHistory()
    const typed = ['W', 'Wh', 'Who'].map(worded)
    let before = survey
    typed.forEach((after, at) => {
      history.add(before, after, undefined, at * 300)
      before = after
    })
    history.add(before, { ...before, name: 'Other' }, undefined, 1_000)
    expect(history.steps()).toEqual({ back: 2, forth: 0 })
    const first = history.undo({ ...before, name: 'Other' })
    expect(first?.parts).toBe(before)
    const second = history.undo(before)
    expect(second).toEqual({ parts: survey, path: 'questions.3.text' })
    expect(history.undo(survey)).toBeUndefined()
    expect(history.redo(survey)?.parts).toBe(before)
    // A pause begins another step, and whatever was undone is gone.
    history.add(before, worded('Whom'), undefined, 9_000)
    expect(history.steps()).toEqual({ back: 2, forth: 0 })
  })

  it('is said in words', () => {
    const after: Parts = {
      ...worded('Why not?'),
      name: 'Tariffs',
      look: { ...survey.look, color: '#ff0000' },
    }
    expect(differencesOf(survey, after)).toEqual([
      { what: 'Name', before: 'Plans', after: 'Tariffs' },
      { what: 'Question 4: text', before: 'Why?', after: 'Why not?' },
      { what: 'Look' },
    ])
    expect(differencesOf(survey, { ...survey, ...removeQuestion(survey, 'q2') })).toContainEqual({
      what: 'Question removed',
      before: 'Which parts?',
    })
    expect(differencesOf(survey, { ...survey, questions: moved(survey.questions, 0, 1) })).toEqual([
      { what: 'Questions in another order' },
    ])
    expect(differencesOf(survey, survey)).toEqual([])
  })
})

describe('translations', () => {
  it('list what has words, and what is missing of it', () => {
    const [translation] = Object.values(survey.translations)
    if (!translation) throw new Error('no translation')
    const groups = translationGroups(survey, translation)
    expect(groups.map(({ title }) => title)).toEqual([
      'Question 1',
      'Question 2',
      'Question 3',
      'Question 4',
      'Thank-you card',
    ])
    expect(missingIn(groups)).toBe(6)
    const row = groups[1]?.rows.find(({ label }) => label === 'Option 2')
    expect(row?.write('Zwei').questions['q2']).toEqual({ options: ['', 'Zwei'] })
  })
})

describe('the picture of a flow', () => {
  it.each(
    SURVEY_TEMPLATES.map(({ id, name, survey }) => [id, v.parse(NewSurvey, { ...survey, name })] as const),
  )('of the template %s has its boxes in their order, and no arrow that leads back', (_, { questions }) => {
    const { boxes, arrows, width, height } = layOut(questions)
    expect(boxes.map(({ id }) => id)).toEqual([...questions.map(({ id }) => id), 'end'])
    expect(arrows.every(({ back }) => !back)).toBe(true)
    for (const [at, box] of boxes.entries()) {
      const next = boxes[at + 1]
      if (next) expect(box.top + box.height).toBeLessThan(next.top)
      expect(box.top + box.height).toBeLessThanOrEqual(height)
    }
    // As wide as the panel that it stands in, at least nearly.
    expect(width).toBeLessThan(330)
  })
})

it.each([
  [
    { path: 'questions.1.options', message: 'needs at least 2 options' },
    'Question 2 needs at least 2 options.',
  ],
  [
    { path: 'questions.1.logic.0', message: 'leads round in a loop' },
    'Question 2, rule 1 leads round in a loop.',
  ],
  [{ path: 'questions.1', message: 'question 2 is never reached: why' }, 'Question 2 is never reached: why.'],
  [
    { path: 'triggers', message: 'needs 1 to 10 events that make it appear' },
    'The survey needs 1 to 10 events that make it appear.',
  ],
  [
    { path: 'triggers.0.event', message: '"Buy" is denied; choose another' },
    '"Buy" is denied; choose another.',
  ],
  [{ path: 'delivery.mode', message: 'must be until' }, 'Delivery must be until.'],
])('%j is said as a sentence', (issue, sentence) => {
  expect(sayIssue(issue, survey.questions)).toBe(sentence)
})
