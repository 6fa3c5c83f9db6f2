/** Numbers as prose writes them. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { grouped } from '../../shared/grouped.ts'

test('are grouped as English groups them', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (number) => {
      expect(grouped(number)).toBe(number.toLocaleString('en'))
    }),
  )
})
