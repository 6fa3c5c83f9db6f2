import { expect, test } from 'vitest'
import { CONFIDENCES, responsesFor } from '../../shared/confidence.ts'

// The figures that tables of Cochran's formula give for a large population.
test('responses for a margin of 5 %', () => {
  expect(CONFIDENCES.map((confidence) => responsesFor(confidence))).toEqual([165, 271, 385, 542])
})

test('a wider margin needs fewer', () => {
  expect(responsesFor(95, 0.1)).toBe(97)
})
