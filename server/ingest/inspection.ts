/** Which calls Live calls shows: all of them up to so many a second, then a sample that says so. */

type Second = { at: number; calls: number; shown: number }
/** How many calls came in a second of which only some are shown. */
export type Sampled = { environment: number; at: number; calls: number; shown: number }

export interface Inspection {
  shows(environment: number, limit: number, at: number): boolean
  /** The seconds that went over their limit since it was last asked. */
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
        if (second && second.calls > second.shown)
          over.push({ environment, ...second, at: second.at * 1_000 })
        second = { at, calls: 0, shown: 0 }
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
      return taken
    },
  }
}
