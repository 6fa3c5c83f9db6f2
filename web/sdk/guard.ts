/** Keeps what goes wrong in the SDK from the page that called it, or from the browser. */
import type { AskletResult } from './types.ts'

export const DONE: AskletResult = { success: true, surveyState: 'no survey' }
export const FAILED: AskletResult = { success: false, surveyState: 'no survey' }

type Given = AskletResult | string | void

/** After `end` nothing runs any more, and the browser's events are no longer heard. */
export function createGuard() {
  const life = new AbortController()
  const { signal } = life

  /** `run` gives a result, or a text that says what is wrong with what it was given, or nothing. */
  const guard =
    <Values extends unknown[]>(run: (...values: Values) => Given | Promise<Given>) =>
    async (...values: Values): Promise<AskletResult> => {
      try {
        if (signal.aborted) return FAILED
        const result = (await run(...values)) ?? DONE
        return typeof result === 'string' ? { ...FAILED, message: result } : result
      } catch {
        return FAILED
      }
    }

  return {
    guard,
    listen: (target: EventTarget, type: string, run: (event: Event) => Given | Promise<Given>): void =>
      target.addEventListener(type, guard(run), { capture: true, signal }),
    end: (): void => life.abort(),
  }
}
