/** How surveys are spoken of in the console. */
import type { QuestionType } from '../../../../shared/question.ts'
import type { Platform, SurveyStatus } from '../../../../shared/survey.ts'
import type { Tone } from '../../parts/badge.tsx'

export const STATUS: Readonly<Record<SurveyStatus, readonly [words: string, tone: Tone]>> = {
  draft: ['Draft', 'plain'],
  'in-progress': ['In progress', 'good'],
  paused: ['Paused', 'warn'],
  completed: ['Completed', 'accent'],
  archived: ['Archived', 'plain'],
}

export const PLATFORM: Readonly<Record<Platform, readonly [words: string, what: string]>> = {
  web: ['Web', 'In your web pages, at the right moment'],
  link: ['Link', 'A page of its own, for whoever has its address. To come: it reaches nobody yet'],
  email: ['Email', 'Its first question in a mail. To come: no mail is sent yet'],
  mobile: ['Mobile', 'In an app: drafts only, until there is a mobile SDK'],
}

export const QUESTION: Readonly<Record<QuestionType, readonly [words: string, what: string]>> = {
  open: ['Open text', 'An answer in their own words'],
  single: ['Single choice', 'One of several options'],
  multi: ['Multiple choice', 'Any of several options'],
  rating: ['Rating', '1 to 5, as numbers, stars or smileys'],
  nps: ['NPS', '0 to 10: how likely they are to recommend you'],
  prompt: ['Text or link', 'Something to read, or a button that leads somewhere'],
  consent: ['Consent', 'A box to tick'],
}

/** What is said where people would expect to be reached already. */
export const TO_COME: Readonly<Partial<Record<Platform, readonly [title: string, words: string]>>> = {
  link: [
    'Surveys by link are still to come',
    'It can be built and launched, so that all is in place. Its address says that it cannot be answered there yet.',
  ],
  email: [
    'Surveys by email are still to come',
    'It can be built and launched, so that all is in place. No mail goes out yet.',
  ],
}

/** What stands for a question or a card that has no words yet. */
export const textOf = (text: string, type: QuestionType): string =>
  text.trim() || `${QUESTION[type][0]}, without words yet`
