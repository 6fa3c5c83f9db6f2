import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { languageFor, surveyIn } from '../../shared/shown-survey.ts'
import { SurveyDefinition } from '../../shared/survey.ts'

const survey = v.parse(SurveyDefinition, {
  questions: [
    {
      id: 'q1',
      type: 'single',
      text: 'Which plan?',
      description: 'Just one',
      options: ['Free', 'Team', 'Pro'],
    },
    { id: 'q2', type: 'nps', text: 'How likely?', low: 'Not at all', high: 'Very' },
  ],
  thankYou: { title: 'Thanks', text: 'Bye' },
  translations: {
    de: {
      questions: { q1: { text: 'Welcher Tarif?', description: '', options: ['Gratis', ''] } },
      thankYou: { title: 'Danke' },
    },
    'pt-BR': {},
    ar: {},
  },
})

describe('the language of a person', () => {
  it.each([
    [['de-CH', 'en'], 'de'],
    [['pt-PT'], 'pt-BR'],
    [['PT-br'], 'pt-BR'],
    [['en-GB', 'de'], 'en'],
    [['ja', 'ar-EG'], 'ar'],
    [['ja'], 'en'],
    [[], 'en'],
  ])('of %j is %s', (wanted, language) => {
    expect(languageFor(survey, wanted)).toBe(language)
  })
})

describe('a shown survey', () => {
  it('has the words of the translation, and its own where that lacks them', () => {
    const { questions, thankYou, direction, words } = surveyIn(survey, 'de')
    expect(questions[0]).toMatchObject({
      text: 'Welcher Tarif?',
      description: 'Just one',
      options: [
        { value: 'Free', text: 'Gratis' },
        { value: 'Team', text: 'Team' },
        { value: 'Pro', text: 'Pro' },
      ],
    })
    expect(questions[1]).toMatchObject({ text: 'How likely?', low: 'Not at all' })
    expect(thankYou).toEqual({ title: 'Danke', text: 'Bye' })
    expect(direction).toBe('ltr')
    expect(words.next).toBe('Weiter')
  })

  it('runs from right to left where its language does', () => {
    expect(surveyIn(survey, 'ar').direction).toBe('rtl')
    expect(surveyIn(survey, 'en').words.next).toBe('Next')
  })
})
