/** Changes to a survey's questions, each with all that goes with it: rules, translations, and unique IDs. */
import type { Question, QuestionType, Rule } from '../../../../../shared/question.ts'
import { OPS_OF, ruleFault } from '../../../../../shared/rule.ts'
import type { QuestionWords, SurveyDefinition } from '../../../../../shared/survey.ts'

/** What such a change may touch. */
export type Asking = Pick<SurveyDefinition, 'questions' | 'translations'>

/** Nothing else of a survey may come along into a change of it. */
const asked = ({ questions, translations }: Asking): Asking => ({ questions, translations })

export const hasOptions = (type: QuestionType): boolean => type === 'single' || type === 'multi'

export const blankQuestion = (id: string, type: QuestionType): Question => ({
  id,
  type,
  text: '',
  description: '',
  required: false,
  options: [],
  other: false,
  scale: 'numbers',
  low: '',
  high: '',
  placeholder: '',
  link: null,
  label: '',
  logic: [],
})

/** `q1`, `q2`…: the first that is free, also of the words that a removed one may have left. */
function freeId({ questions, translations }: Asking): string {
  const taken = new Set([
    ...questions.map(({ id }) => id),
    ...Object.values(translations).flatMap((translation) => Object.keys(translation.questions)),
  ])
  let number = questions.length + 1
  while (taken.has(`q${number}`)) number++
  return `q${number}`
}

const inserted = <T>(list: readonly T[], at: number, one: T): T[] => [
  ...list.slice(0, at),
  one,
  ...list.slice(at),
]

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const one = list[from]
  if (one === undefined) return [...list]
  return inserted(
    list.filter((_, place) => place !== from),
    to,
    one,
  )
}

export function addQuestion(asking: Asking, at: number, type: QuestionType): Asking & { id: string } {
  const id = freeId(asking)
  return { ...asked(asking), questions: inserted(asking.questions, at, blankQuestion(id, type)), id }
}

/** The copy stands behind its original. */
export function duplicateQuestion(asking: Asking, id: string): Asking & { id: string } {
  const at = asking.questions.findIndex((question) => question.id === id)
  const original = asking.questions[at]
  if (!original) return { ...asked(asking), id }
  const copy = freeId(asking)
  return {
    questions: inserted(asking.questions, at + 1, { ...original, id: copy }),
    translations: eachTranslation(asking, (words) => {
      const own = words[id]
      return own ? { ...words, [copy]: own } : words
    }),
    id: copy,
  }
}

/** Rules that led to it lead to what followed it. */
export function removeQuestion(asking: Asking, id: string): Asking {
  const at = asking.questions.findIndex((question) => question.id === id)
  const following = asking.questions[at + 1]?.id ?? 'end'
  return {
    questions: asking.questions
      .filter((question) => question.id !== id)
      .map((question) => ({
        ...question,
        logic: question.logic
          // Its follower itself would be led to itself.
          .filter(({ goTo }) => goTo !== id || following !== question.id)
          .map((rule) => (rule.goTo === id ? { ...rule, goTo: following } : rule)),
      })),
    translations: eachTranslation(asking, ({ [id]: _, ...rest }) => rest),
  }
}

export const changeQuestion = (
  { questions }: Pick<Asking, 'questions'>,
  id: string,
  change: Partial<Question>,
): Pick<Asking, 'questions'> => ({
  questions: questions.map((question) => (question.id === id ? { ...question, ...change } : question)),
})

/** Rules that another type cannot have go. */
export function changeType(asking: Asking, id: string, type: QuestionType): Pick<Asking, 'questions'> {
  const question = asking.questions.find((one) => one.id === id)
  if (!question) return asked(asking)
  const rules = question.logic.flatMap((rule) => ruleForType({ ...question, type }, rule) ?? [])
  return changeQuestion(asking, id, { type, logic: rules })
}

function ruleForType(question: Question, rule: Rule): Rule | undefined {
  if (!ruleFault(question, rule)) return rule
  const { op, value, goTo } = rule
  // One of several options, and several of which one: much the same was meant.
  if (question.type === 'multi' && op === 'is' && typeof value === 'string')
    return { op: 'includesAtLeastOne', value: [value], goTo }
  if (question.type === 'single' && Array.isArray(value) && value.length === 1 && value[0] !== undefined)
    return { op: op === 'doesNotInclude' ? 'isNot' : 'is', value: value[0], goTo }
  return undefined
}

/** A rule that can hold, to begin with. */
export function freshRule(question: Question): Rule {
  const [op = 'submitted'] = OPS_OF[question.type]
  return { op, ...valueFor(question, op), goTo: 'end' }
}

/** The value that an op begins with: what stands there where it fits, else what is asked most. */
export function valueFor(question: Question, op: Rule['op'], now?: Rule['value']): Pick<Rule, 'value'> {
  if (op === 'submitted' || op === 'skipped') return {}
  if (now !== undefined && !ruleFault(question, { op, value: now })) return { value: now }
  if (question.type === 'nps') return { value: op === 'gt' || op === 'gte' ? 9 : 6 }
  if (question.type === 'rating') return { value: op === 'gt' || op === 'gte' ? 4 : 3 }
  if (question.type === 'multi') return { value: question.options.slice(0, 1) }
  return { value: question.type === 'single' ? (question.options[0] ?? '') : '' }
}

/** `was`: the option's text when one began to type, with the rules as they were: a text may pass through another's. */
export function renameOption(
  asking: Asking,
  id: string,
  at: number,
  text: string,
  was: { text: string; logic: readonly Rule[] },
): Pick<Asking, 'questions'> {
  const question = asking.questions.find((one) => one.id === id)
  if (!question) return asked(asking)
  const rename = (option: string) => (option === was.text ? text : option)
  return changeQuestion(asking, id, {
    options: question.options.map((option, place) => (place === at ? text : option)),
    logic: was.logic.map((rule) => withOptions(rule, (options) => options.map(rename))),
  })
}

/** Those that are there already, or empty, are left out. */
export function addOptions(asking: Asking, id: string, at: number, texts: readonly string[]): Asking {
  const question = asking.questions.find((one) => one.id === id)
  if (!question) return asked(asking)
  const fresh = [...new Set(texts.map((text) => text.trim()))].filter(
    (text) => text !== '' && !question.options.includes(text),
  )
  const insert = (list: readonly string[], added: readonly string[]) => [
    ...list.slice(0, at),
    ...added,
    ...list.slice(at),
  ]
  const { length } = question.options
  return {
    ...changeQuestion(asking, id, { options: insert(question.options, fresh) }),
    translations: eachOptionWords(asking, id, (options) =>
      insert(
        padded(options, length),
        fresh.map(() => ''),
      ),
    ),
  }
}

/** Rules that asked for nothing else go with it. */
export function removeOption(asking: Asking, id: string, at: number): Asking {
  const question = asking.questions.find((one) => one.id === id)
  const option = question?.options[at]
  if (!question || option === undefined) return asked(asking)
  const without = <T>(list: readonly T[]) => list.filter((_, place) => place !== at)
  return {
    ...changeQuestion(asking, id, {
      options: without(question.options),
      logic: question.logic
        .filter(({ value }) => value !== option || question.type !== 'single')
        .map((rule) => withOptions(rule, (options) => options.filter((one) => one !== option)))
        .filter(({ value }) => !Array.isArray(value) || value.length > 0),
    }),
    translations: eachOptionWords(asking, id, without),
  }
}

export function moveOption(asking: Asking, id: string, from: number, to: number): Asking {
  const question = asking.questions.find((one) => one.id === id)
  if (!question) return asked(asking)
  const { length } = question.options
  return {
    ...changeQuestion(asking, id, { options: moved(question.options, from, to) }),
    translations: eachOptionWords(asking, id, (options) => moved(padded(options, length), from, to)),
  }
}

const padded = (options: readonly string[], length: number): string[] =>
  Array.from({ length }, (_, at) => options[at] ?? '')

function withOptions(rule: Rule, change: (options: readonly string[]) => readonly string[]): Rule {
  const { value } = rule
  if (typeof value === 'string') return { ...rule, value: change([value])[0] ?? value }
  return Array.isArray(value) ? { ...rule, value: [...change(value)] } : rule
}

type WordsById = Readonly<Record<string, QuestionWords>>

const eachTranslation = (
  { translations }: Asking,
  change: (words: WordsById) => WordsById,
): Asking['translations'] =>
  Object.fromEntries(
    Object.entries(translations).map(([language, translation]) => [
      language,
      { ...translation, questions: change(translation.questions) },
    ]),
  )

const eachOptionWords = (
  asking: Asking,
  id: string,
  change: (options: readonly string[]) => readonly string[],
): Asking['translations'] =>
  eachTranslation(asking, (words) => {
    const own = words[id]
    return own?.options ? { ...words, [id]: { ...own, options: [...change(own.options)] } } : words
  })
