/** A survey made through the API, and its pages. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Console, openPage, signUp, startConsole, type View } from './browser.ts'
import { companyCalls, seed } from './seed.ts'

/** A small company in Development, and a survey of it that someone who may edit has open. */
export async function openSurvey(
  tab: 'audience' | 'when',
  {
    view,
    calls = companyCalls(),
    expected,
    ...survey
  }: {
    view?: View
    calls?: readonly object[]
    expected?: RegExp
    platform?: string
    [part: string]: unknown
  } = {},
) {
  const console = await startConsole()
  await seed(console, 'development', calls)
  const page = await openPage(view, expected ? { expected } : {})
  await signUp(page, console)
  const made = await createSurvey(console, survey)
  await page.goto(`${console.url}/development/surveys/${made.id}/${tab}`)
  return {
    console,
    page,
    id: made.id,
    /** As the server has it. */
    stored: async (): Promise<{ [part: string]: unknown }> =>
      (await console.api('GET', `/environments/development/surveys/${made.id}`)).json(),
  }
}

async function createSurvey(
  { api }: Pick<Console, 'api'>,
  parts: { [part: string]: unknown } = {},
): Promise<{ id: string }> {
  const questions = [{ id: 'q1', type: 'open', text: 'How do you like it?' }]
  const survey = { name: 'How is it?', platform: 'web', questions, ...parts }
  return (await api('POST', '/environments/development/surveys', survey)).json()
}

/** Chooses in a native list as a keyboard does: arrow by arrow. */
export async function chooseByKeys(page: Page, label: string, words: string): Promise<void> {
  const select = page.getByLabel(label, { exact: true })
  await select.focus()
  // What can be chosen may depend on what is still being read.
  const options = () => select.locator('option').allTextContents()
  await expect.poll(options).toContain(words)
  const [from, to] = [await select.evaluate(indexOf), (await options()).indexOf(words)]
  for (let left = Math.abs(to - from); left > 0; left--)
    await page.keyboard.press(to > from ? 'ArrowDown' : 'ArrowUp')
}

const indexOf = (element: Element): number =>
  element instanceof HTMLSelectElement ? element.selectedIndex : -1
