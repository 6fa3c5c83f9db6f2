/** Who is shown a survey, and when not. */
import { expect, test } from 'vitest'
import { createSdkWorld } from './sdk-support.ts'

test('an SDK event shows a survey in its words, and the answer is kept', async () => {
  const world = await createSdkWorld('production')
  const survey = await world.launch('Order Completed')
  const page = world.page()
  await page.setUserId('userId123')
  const { survey: shown } = await page.track('Order Completed')
  expect(shown).toMatchObject({ survey, language: 'en', questions: [{ id: 'score', type: 'nps' }] })
  const answered = await page.answer(shown?.showing ?? '', { answers: { score: 9 }, completed: true })
  expect(answered.status).toBe(200)
  expect(await world.read(`/surveys/${survey}`)).toMatchObject({ showings: 1, responses: 1, completions: 1 })
})
