/** What a person answers is kept as it is given, and counted once. */
import { expect, test } from 'vitest'
import { createSdkWorld } from './sdk-support.ts'

const EVENT = 'Order Completed'
const QUESTIONS = [
  { id: 'score', type: 'nps', text: 'How likely are you to recommend us?', required: true },
  { id: 'stars', type: 'rating', text: 'And the service?' },
  { id: 'plan', type: 'single', text: 'Which plan?', options: ['Free', 'Pro'] },
  { id: 'own', type: 'single', text: 'Which other?', options: ['Free', 'Pro'], other: true },
  { id: 'uses', type: 'multi', text: 'What for?', options: ['Work', 'Play'] },
  { id: 'why', type: 'open', text: 'Why?' },
  { id: 'terms', type: 'consent', text: 'May we write to you?', label: 'You may' },
]

async function createShown() {
  const world = await createSdkWorld('production')
  const survey = await world.launch(EVENT, { questions: QUESTIONS })
  const page = world.page()
  await page.setUserId('ann')
  const { survey: shown } = await page.track(EVENT)
  const showing = shown?.showing ?? ''
  const answers = async () => (await world.read(`/surveys/${survey}/responses`)).items[0]?.answers
  return {
    ...world,
    survey,
    page,
    showing,
    answers,
    answer: (change: object) => page.answer(showing, change),
  }
}

test('answers as they are given, each once, the last until it is completed', async () => {
  const { answer, answers, read, survey } = await createShown()
  await answer({ answers: { score: 4 } })
  expect(await read(`/surveys/${survey}`)).toMatchObject({ responses: 1, completions: 0 })
  await answer({ answers: { score: 4 } })
  await answer({ answers: { score: 5, stars: null, plan: 'Pro' } })
  await answer({ answers: { why: 'It is quick.' }, completed: true })
  await answer({ answers: { score: 0 }, completed: true })
  expect(await answers()).toEqual({ score: 5, stars: null, plan: 'Pro', why: 'It is quick.' })
  expect(await read(`/surveys/${survey}`)).toMatchObject({ showings: 1, responses: 1, completions: 1 })
})

test('closing keeps what was answered', async () => {
  const { answer, answers, read, survey } = await createShown()
  await answer({ answers: { score: 8 }, closed: true })
  expect(await answers()).toEqual({ score: 8 })
  expect(await read(`/surveys/${survey}`)).toMatchObject({ responses: 1, completions: 0 })
})

test('closing without an answer is no response', async () => {
  const { answer, read, survey } = await createShown()
  await answer({ answers: { stars: null }, closed: true })
  expect(await read(`/surveys/${survey}`)).toMatchObject({ showings: 1, responses: 0 })
  expect((await read(`/surveys/${survey}/responses`)).items).toEqual([])
})

test('a survey that was paused since still takes the answers of who has it before them', async () => {
  const { answer, make, read, survey } = await createShown()
  await make('POST', `/surveys/${survey}/pause`)
  expect((await answer({ answers: { score: 8 }, completed: true })).status).toBe(200)
  expect(await read(`/surveys/${survey}`)).toMatchObject({ responses: 1 })
})

test.each([
  ['a score beyond the scale', { score: 11 }, 'answers.score'],
  ['half a score', { score: 9.5 }, 'answers.score'],
  ['a text for a score', { score: '9' }, 'answers.score'],
  ['no star', { stars: 0 }, 'answers.stars'],
  ['no option', { plan: 'Gold' }, 'answers.plan'],
  ['an option twice', { uses: ['Work', 'Work'] }, 'answers.uses'],
  ['one that is no list', { uses: 'Work' }, 'answers.uses'],
  ['no text', { why: 5 }, 'answers.why'],
  ['too long a text', { why: 'x'.repeat(5_001) }, 'answers.why'],
  ['a consent that is neither', { terms: 'yes' }, 'answers.terms'],
  ['a question that is not asked', { who: 'me' }, 'answers.who'],
])('refuses %s', async (_, answers, where) => {
  const { answer, read, survey } = await createShown()
  const response = await answer({ answers })
  expect(response.status).toBe(400)
  expect((await response.json()).message).toContain(where)
  expect(await read(`/surveys/${survey}`)).toMatchObject({ responses: 0 })
})

test('a text of one’s own where there is an "other"', async () => {
  const { answer, answers } = await createShown()
  expect((await answer({ answers: { own: 'Something else, \u0000 and \ud800' } })).status).toBe(200)
  expect(await answers()).toEqual({ own: 'Something else, \ufffd and \ufffd' })
})

test('a showing that is not there, or of another environment, is not found', async () => {
  const { page, showing, app } = await createShown()
  expect((await page.answer('shw_nonsense', { answers: {} })).status).toBe(404)
  const development = await createSdkWorld('development')
  expect((await development.page().answer(showing, { answers: {} })).status).toBe(404)
  expect((await app.request('/sdk/nonsense/showings/x', { method: 'POST', body: '{}' })).status).toBe(404)
})

test('erasing the user takes their showings and answers, and leaves the counts', async () => {
  const { answer, api, read, survey, segment } = await createShown()
  await answer({ answers: { score: 9, why: 'secret' }, completed: true })
  await api('DELETE', '/api/environments/production/people/ann')
  expect((await read(`/surveys/${survey}/responses`)).items).toEqual([])
  expect(await read(`/surveys/${survey}`)).toMatchObject({ showings: 1, responses: 1 })
  await segment({ type: 'identify', userId: 'ann' })
})
