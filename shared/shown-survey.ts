/** A survey as it is put before one person: which of its languages, and its words in that one. */
import type { Question } from './question.ts'
import type { ShownQuestion, ShownSurvey } from './sdk.ts'
import { surveyWords } from './survey-words.ts'
import { directionOf, type QuestionWords, type SurveyDefinition } from './survey.ts'

type Definition = Pick<SurveyDefinition, 'questions' | 'thankYou' | 'look' | 'language' | 'translations'>

/**
 * The first of the person's languages that the survey speaks, else its own. `de-CH` is met by `de-CH`, else by `de`,
 * else by another `de-…`.
 */
export function languageFor(
  { language, translations }: { language: string; translations: Readonly<Record<string, unknown>> },
  wanted: readonly string[],
): string {
  const spoken = [language, ...Object.keys(translations)]
  for (const one of wanted) {
    const asked = one.toLowerCase()
    const [base = ''] = asked.split('-')
    const found =
      spoken.find((tag) => tag.toLowerCase() === asked) ??
      spoken.find((tag) => tag.toLowerCase() === base) ??
      spoken.find((tag) => tag.toLowerCase().startsWith(`${base}-`))
    if (found !== undefined) return found
  }
  return language
}

/** Words that a translation lacks stay in the survey's own language. */
export function surveyIn(survey: Definition, language: string): Omit<ShownSurvey, 'showing' | 'survey'> {
  const translation = language === survey.language ? undefined : survey.translations[language]
  return {
    questions: survey.questions.map((question) => questionIn(question, translation?.questions[question.id])),
    thankYou: {
      title: translation?.thankYou.title || survey.thankYou.title,
      text: translation?.thankYou.text || survey.thankYou.text,
    },
    look: survey.look,
    language,
    direction: directionOf(language),
    words: surveyWords(language),
  }
}

const questionIn = (question: Question, words: QuestionWords | undefined): ShownQuestion => ({
  ...question,
  text: words?.text || question.text,
  description: words?.description || question.description,
  options: question.options.map((value, at) => ({ value, text: words?.options?.[at] || value })),
  low: words?.low || question.low,
  high: words?.high || question.high,
  placeholder: words?.placeholder || question.placeholder,
  label: words?.label || question.label,
})
