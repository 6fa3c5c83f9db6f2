import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallLine } from '../../shared/call.ts'
import {
  append,
  begin,
  type CallPage,
  type CallWindow,
  hasRoom,
  LINES,
  receive,
  reveal,
} from '../../web/console/pages/calls/call-window.ts'

const line = (id: number): CallLine => ({
  id,
  messageId: null,
  door: 'tracking',
  type: 'track',
  name: 'Order Completed',
  userId: 'u1',
  anonymousId: null,
  receivedAt: '2026-03-02T10:00:00.000Z',
  outcome: 'counted',
  detail: 'Counts as Order Completed.',
  status: 200,
  payload: null,
})

/** What the server answers that holds the lines 1 to `last`. */
function serve(last: number, limit: number, { after = 0, before = last + 1 } = {}): CallPage {
  const top = Math.min(last, before - 1)
  const ids = Array.from({ length: Math.max(0, Math.min(limit, top - after)) }, (_, at) => top - at)
  return { items: ids.map(line), cursor: top - after > limit ? 'more' : null }
}

const idsOf = (lines: readonly CallLine[]) => lines.map(({ id }) => id)

describe('the lines that Live calls holds', () => {
  it('shows new ones on top, and holds them back from who reads', () => {
    const at3 = begin(serve(3, 100))
    expect(idsOf(receive(at3, serve(5, 100, { after: 3 }), { hold: false }).lines)).toEqual([5, 4, 3, 2, 1])

    const held = receive(at3, serve(5, 100, { after: 3 }), { hold: true })
    expect([idsOf(held.lines), idsOf(held.waiting)]).toEqual([
      [3, 2, 1],
      [5, 4],
    ])
    expect(idsOf(reveal(held).lines)).toEqual([5, 4, 3, 2, 1])
  })

  it('is the same object where nothing is new, so that nothing is drawn again', () => {
    const window = begin(serve(3, 100))
    expect(receive(window, serve(3, 100, { after: 3 }), { hold: false })).toBe(window)
  })

  it('begins again where more came than one answer holds', () => {
    const window = receive(begin(serve(3, 100)), serve(900, 200, { after: 3 }), { hold: false })
    expect(window.gap).toBe(true)
    expect(idsOf(window.lines)).toEqual([3, 2, 1])
    expect(reveal(window)).toBe(window)
  })

  it('lets the newest go where someone goes far back, and brings them only when asked', () => {
    let window = begin(serve(5_000, 200))
    while (hasRoom(window, 200))
      window = append(window, serve(5_000, 200, { before: window.lines.at(-1)?.id }))
    expect([window.lines.length, window.back]).toEqual([LINES, false])
    window = append(window, serve(5_000, 200, { before: window.lines.at(-1)?.id }))
    expect([window.lines.length, window.lines[0]?.id, window.newest]).toEqual([200, 4_000, 5_000])
    const later = receive(window, serve(5_003, 200, { after: 5_000 }), { hold: false })
    expect([later.back, later.lines[0]?.id, idsOf(later.waiting)]).toEqual([
      true,
      4_000,
      [5_003, 5_002, 5_001],
    ])
  })

  it('is bounded, in order and without holes, whatever comes', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('came' as const), calls: fc.nat(400), hold: fc.boolean() }),
      fc.record({ kind: fc.constant('older' as const) }),
      fc.record({ kind: fc.constant('reveal' as const) }),
    )
    fc.assert(
      fc.property(fc.nat(500), fc.array(step, { maxLength: 40 }), (first, steps) => {
        let last = first
        let window: CallWindow = begin(serve(last, 100))
        for (const one of steps) {
          if (one.kind === 'came') {
            last += one.calls
            window = receive(window, serve(last, 200, { after: window.newest }), one)
            if (window.gap && !window.back && !one.hold) window = begin(serve(last, 100))
          } else if (one.kind === 'older') {
            const before = window.lines.at(-1)?.id
            if (before !== undefined && window.older) window = append(window, serve(last, 100, { before }))
          } else window = reveal(window)

          expect(window.lines.length).toBeLessThanOrEqual(LINES)
          expect(window.waiting.length).toBeLessThanOrEqual(LINES)
          expect(window.newest).toBe(last)
          const shown = idsOf(window.gap ? window.lines : [...window.waiting, ...window.lines])
          expect(shown).toEqual(shown.map((_, at) => (shown[0] ?? 0) - at))
          if (!window.gap) expect(shown[0] ?? 0).toBe(last)
          expect(window.older).toBe((window.lines.at(-1)?.id ?? 1) > 1)
        }
      }),
    )
  })
})
