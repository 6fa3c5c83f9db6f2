/** The words of a survey that can be translated, one after the other, and where each translation is kept. */
import type { Question } from '../../../../../shared/question.ts'
import type { QuestionWords, SurveyDefinition, Translation } from '../../../../../shared/survey.ts'

type Words = Pick<SurveyDefinition, 'questions' | 'thankYou'>

export type TranslationRow = {
  /** Unique in the survey: `q1.text`, `q1.options.2`, `thankYou.title`. */
  key: string
  /** What it is, beside its group: `Text`, `Option 2`. */
  label: string
  original: string
  translated: string
  /** As long texts are written in more than a line. */
  long: boolean
  write: (text: string) => Translation
}
export type TranslationGroup = { key: string; title: string; rows: TranslationRow[] }

const FIELDS: readonly (readonly [keyof QuestionWords & keyof Question, string, boolean])[] = [
  ['text', 'Text', true],
  ['description', 'Description', true],
  ['low', 'Lowest score', false],
  ['high', 'Highest score', false],
  ['placeholder', 'Placeholder', false],
  ['label', 'Label', false],
]
/** Only these types show them. */
const SHOWN_BY: Readonly<Record<string, readonly Question['type'][]>> = {
  low: ['rating', 'nps'],
  high: ['rating', 'nps'],
  placeholder: ['open'],
  label: ['prompt', 'consent'],
}

/** What has no words in the survey's own language has nothing to translate. */
export function translationGroups(
  { questions, thankYou }: Words,
  translation: Translation,
): TranslationGroup[] {
  const groups = questions.map((question, at) => ({
    key: question.id,
    title: `Question ${at + 1}`,
    rows: [...fieldRows(question, translation), ...optionRows(question, translation)],
  }))
  const cardRows = (['title', 'text'] as const).map((field) => ({
    key: `thankYou.${field}`,
    label: field === 'title' ? 'Title' : 'Text',
    original: thankYou[field],
    translated: translation.thankYou[field] ?? '',
    long: field === 'text',
    write: (text: string) => ({ ...translation, thankYou: { ...translation.thankYou, [field]: text } }),
  }))
  return [...groups, { key: 'thankYou', title: 'Thank-you card', rows: cardRows }]
    .map((group) => ({ ...group, rows: group.rows.filter(({ original }) => original.trim() !== '') }))
    .filter(({ rows }) => rows.length > 0)
}

function fieldRows(question: Question, translation: Translation): TranslationRow[] {
  const words = translation.questions[question.id] ?? {}
  return FIELDS.filter(([field]) => SHOWN_BY[field]?.includes(question.type) ?? true).flatMap(
    ([field, label, long]) => {
      const original = question[field]
      const translated = words[field]
      if (typeof original !== 'string') return []
      return [
        {
          key: `${question.id}.${field}`,
          label,
          original,
          translated: typeof translated === 'string' ? translated : '',
          long,
          write: (text: string) => withWords(translation, question.id, { ...words, [field]: text }),
        },
      ]
    },
  )
}

function optionRows({ id, type, options }: Question, translation: Translation): TranslationRow[] {
  if (type !== 'single' && type !== 'multi') return []
  const words = translation.questions[id] ?? {}
  // As many as there are, in their order: what is not translated is empty.
  const now = options.map((_, at) => words.options?.[at] ?? '')
  return options.map((original, at) => ({
    key: `${id}.options.${at}`,
    label: `Option ${at + 1}`,
    original,
    translated: now[at] ?? '',
    long: false,
    write: (text: string) =>
      withWords(translation, id, { ...words, options: now.map((one, place) => (place === at ? text : one)) }),
  }))
}

const withWords = (translation: Translation, id: string, words: QuestionWords): Translation => ({
  ...translation,
  questions: { ...translation.questions, [id]: words },
})

export const missingIn = (groups: readonly TranslationGroup[]): number =>
  groups.flatMap(({ rows }) => rows).filter(({ translated }) => translated.trim() === '').length
