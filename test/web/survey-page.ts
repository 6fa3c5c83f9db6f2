/** The built view of a survey, before a real browser, in pages of many kinds. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { onTestFinished } from 'vitest'
import type { Answers, Question } from '../../shared/question.ts'
import type { ShownQuestion, ShownSurvey } from '../../shared/sdk.ts'
import { surveyWords } from '../../shared/survey-words.ts'
import { directionOf, type Look } from '../../shared/survey.ts'
import type { Mounted, mountSurvey, MountOptions } from '../../web/survey/mount.ts'
import { openPage, type View } from './browser.ts'

let built: Promise<string> | undefined

/** The view as pages load it: one ES module. */
export function viewModule(): Promise<string> {
  built ??= (async () => {
    const output = await build({
      configFile: false,
      logLevel: 'warn',
      build: {
        write: false,
        modulePreload: false,
        rolldownOptions: {
          input: fileURLToPath(new URL('../../web/survey/mount.ts', import.meta.url)),
          preserveEntrySignatures: 'strict',
          output: { minify: true },
        },
      },
    })
    const [made] = Array.isArray(output) ? output : [output]
    const chunk = made && 'output' in made ? made.output[0] : undefined
    if (!chunk) throw new Error('nothing was built')
    return chunk.code
  })()
  return built
}

type Draft = Partial<Omit<Question, 'options'>> & Pick<Question, 'type'> & { options?: string[] }

export function question(draft: Draft, index = 0): ShownQuestion {
  return {
    id: `q${index + 1}`,
    text: `Question ${index + 1}?`,
    description: '',
    required: false,
    other: false,
    scale: 'numbers',
    low: '',
    high: '',
    placeholder: '',
    link: null,
    label: '',
    logic: [],
    ...draft,
    options: (draft.options ?? []).map((text) => ({ value: text, text })),
  }
}

export type ShownDraft = {
  questions: Draft[]
  look?: Partial<Look>
  language?: string
  thankYou?: Partial<ShownSurvey['thankYou']>
}

export function shown({ questions, look, language = 'en', thankYou }: ShownDraft): ShownSurvey {
  return {
    showing: 'showing-1',
    survey: 'survey-1',
    questions: questions.map(question),
    thankYou: { title: 'Thank you!', text: 'Your answers help us.', ...thankYou },
    look: {
      color: '#2a6df4',
      logo: null,
      position: 'bottom-right',
      overlay: 'none',
      scheme: 'auto',
      ...look,
    },
    language,
    direction: directionOf(language),
    words: surveyWords(language),
  }
}

/** What the survey told the page, in order. */
export type Told =
  { answers: Answers; completed: boolean } | { closed: true } | { height: number } | { presented: true }

declare global {
  interface Window {
    told: Told[]
    mountSurvey: typeof mountSurvey
    mounted: Mounted
    violations: string[]
  }
}

export type SurveyPage = {
  page: Page
  mount: (shown: ShownSurvey, options?: Mounting) => Promise<void>
  told: () => Promise<Told[]>
  /** The answers given, without heights and the like. */
  answers: () => Promise<{ answers: Answers; completed: boolean }[]>
}

export type Mounting = Pick<MountOptions, 'preview' | 'maxHeight' | 'focus'> & {
  /** The ID of the element to put it into. */
  into?: string
}

export type HostPage = {
  html?: string
  /** Runs before the view is loaded, as a script of the page. */
  script?: string
  headers?: Record<string, string>
  view?: View
  expected?: RegExp
}

const HTML = `<main><h1>A page</h1><p>Some text with <a href="#a">a link</a>.</p>
  <p><label>Search <input id="search"></label></p></main>`

/** A page of somebody else's, at an origin of its own, with the view's module loaded from it. */
export async function openSurveyPage({
  html = HTML,
  script = '',
  headers = {},
  view,
  expected,
}: HostPage = {}) {
  const code = await viewModule()
  const answer: Record<string, [type: string, body: string]> = {
    '/': [
      'text/html; charset=utf-8',
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Host</title>
<script src="/page.js"></script><script type="module" src="/boot.js"></script><body>${html}`,
    ],
    '/page.js': [
      'text/javascript',
      `window.told = []; window.violations = []
document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI))
${script}`,
    ],
    '/boot.js': [
      'text/javascript',
      `import { mountSurvey } from '/view.js'; window.mountSurvey = mountSurvey`,
    ],
    '/view.js': ['text/javascript', code],
  }
  const server = createServer((request, response) => {
    const [type, body] = answer[request.url ?? ''] ?? ['text/plain', '']
    response.writeHead(200, { 'content-type': type, ...headers }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const page = await openPage(view, { expected })
  const { port }: Pick<AddressInfo, 'port'> = Object.assign({ port: 0 }, server.address())
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.waitForFunction(() => window.mountSurvey !== undefined)

  const told = () => page.evaluate(() => window.told)
  const surveyPage: SurveyPage = {
    page,
    told,
    answers: async () => (await told()).flatMap((one) => ('answers' in one ? [one] : [])),
    mount: async (shown, { into, ...options } = {}) => {
      await page.evaluate(
        ([shown, options, into]) => {
          const { told } = window
          const container = into === undefined ? undefined : document.querySelector<HTMLElement>(`#${into}`)
          window.mounted = window.mountSurvey({
            shown,
            ...options,
            ...(container ? { container } : {}),
            onAnswers: (answers, { completed }) => told.push({ answers, completed }),
            onClose: () => told.push({ closed: true }),
            onHeight: (height) => told.push({ height }),
            onPresented: () => told.push({ presented: true }),
          })
        },
        [shown, options, into] as const,
      )
      await page.locator('asklet-survey').waitFor()
    },
  }
  return surveyPage
}

/** Controls that are too small, or of which another thing takes the click in their middle. */
export function misses(page: Page): Promise<string[]> {
  return page.locator('asklet-survey').evaluate((host) => {
    const root = host.shadowRoot
    if (!root) throw new Error('no shadow root')
    return [...root.querySelectorAll<HTMLElement>('input, textarea, button, a')].flatMap((node) => {
      if (node.hidden) return []
      node.scrollIntoView({ block: 'center' })
      const { left, top, width, height } = node.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      const name = node.getAttribute('aria-label') ?? node.textContent
      if (width < 24 || height < 24) return [`${node.localName} ${name}: ${width} by ${height} pixels`]
      if (document.elementFromPoint(x, y) !== host) return [`${node.localName} ${name}: the page is hit`]
      const hit = root.elementFromPoint(x, y)
      return hit === node || node.contains(hit) ? [] : [`${node.localName} ${name}: ${hit?.localName} is hit`]
    })
  })
}

export const NPS: Draft = {
  type: 'nps',
  text: 'How likely are you to recommend Acme to a friend or colleague?',
  low: 'Not at all likely',
  high: 'Extremely likely',
}

/** One of each kind, as a team would write it. */
export const KINDS: Record<string, Draft> = {
  open: {
    type: 'open',
    text: 'What is the main reason for your score?',
    placeholder: 'Tell us in a few words',
  },
  single: {
    type: 'single',
    text: 'How did you hear about us?',
    options: ['A friend or colleague', 'A search engine', 'A talk or an article', 'Somewhere else'],
  },
  'single with other': {
    type: 'single',
    text: 'What do you use most?',
    required: true,
    options: ['Reports', 'Dashboards'],
    other: true,
  },
  multi: {
    type: 'multi',
    text: 'Which of these would help you most?',
    description: 'We read every answer.',
    options: ['Faster exports', 'A better mobile app', 'More integrations'],
    other: true,
  },
  numbers: {
    type: 'rating',
    text: 'How easy was it to set up your account?',
    low: 'Very hard',
    high: 'Very easy',
  },
  stars: { type: 'rating', scale: 'stars', text: 'How would you rate the new editor?' },
  smileys: {
    type: 'rating',
    scale: 'smileys',
    text: 'How satisfied are you with our support?',
    low: 'Not at all',
    high: 'Very much',
  },
  nps: NPS,
  prompt: {
    type: 'prompt',
    text: 'Would you talk to us?',
    description: 'Half an hour with our team, and a voucher of 50 € for your time.',
    link: 'https://example.com/talk',
    label: 'Pick a time',
  },
  consent: {
    type: 'consent',
    text: 'May we write to you about your answers?',
    label: 'Yes, you may write to me',
    required: true,
  },
}
