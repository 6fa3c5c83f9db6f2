/** Which calls Live calls shows: all of them up to so many a second, then a sample that says so. */

type Second = { at: number; calls: number; shown: number; told: boolean }
/** How many calls came in a second of which only some are shown. */
export type Sampled = { environment: number; at: number; calls: number; shown: number }

export interface Inspection {
  shows(environment: number, limit: number, at: number): boolean
  /** The seconds that went over their limit since it was last asked; the one under way with what came so far. */
  take(): Sampled[]
}

export function createInspection(): Inspection {
  const seconds = new Map<number, Second>()
  let over: Sampled[] = []
  return {
    shows(environment, limit, receivedAt) {
      const at = Math.floor(receivedAt / 1_000)
      let second = seconds.get(environment)
      if (second?.at !== at) {
        if (second && second.calls > second.shown) over.push(toSampled(environment, second))
        second = { at, calls: 0, shown: 0, told: false }
        seconds.set(environment, second)
      }
      second.calls++
      if (second.shown >= limit) return false
      second.shown++
      return true
    },
    take() {
      const taken = over
      over = []
      // After a burst it may be long until another call comes.
      for (const [environment, second] of seconds) {
        if (second.told || second.calls === second.shown) continue
        second.told = true
        taken.push(toSampled(environment, second))
      }
      return taken
    },
  }
}

const toSampled = (environment: number, { at, calls, shown }: Second): Sampled => ({
  environment,
  at: at * 1_000,
  calls,
  shown,
})
