/** When the server is asked for a survey, and what becomes of the one it gives. */
import type { SdkBatch, ShownSurvey } from '../../shared/sdk.ts'
import { DONE, FAILED } from './guard.ts'
import type { Visitor } from './identity.ts'
import type { Outbox } from './outbox.ts'
import type { AskletResult } from './types.ts'

/** Puts it into the page, and gives what takes it away again. `onEnd`: it is not there any more. */
type Show = (survey: ShownSurvey, onEnd: () => void) => () => void

/** `load`: gets what shows a survey, which no page needs before. */
export function createSurveys(outbox: Outbox, visitor: () => Visitor, load: () => Promise<Show>) {
  let isMuted = false
  /** One is shown, or on its way. */
  let active: { close?: () => void } | undefined
  let later = 0

  const onEnd = (): void => {
    active = undefined
  }

  /** With the call in `item`, at once. */
  async function askFor(question: SdkBatch['ask'], item = outbox.add(visitor())): Promise<AskletResult> {
    const isFree = (): boolean => !isMuted && !active && item.visitor === visitor()
    if (!isFree()) return DONE
    const reply = await outbox.sendNow(item, () => (isFree() ? question : undefined))
    if (!reply) return FAILED
    if (!isFree()) return DONE
    const { survey, later: wait } = reply
    if (wait)
      later ||= window.setTimeout(() => {
        later = 0
        void askFor({ survey: wait.survey, trigger: wait.trigger, url: location.href })
      }, wait.afterSeconds * 1_000)
    if (!survey) return DONE
    const mine: typeof active = (active = {})
    try {
      const show = await load()
      if (active !== mine) return DONE
      mine.close = show(survey, onEnd)
      return { success: true, surveyState: 'ready' }
    } catch {
      onEnd()
      return FAILED
    }
  }

  const forget = (): void => {
    clearTimeout(later)
    later = 0
  }
  const end = (): void => {
    active?.close?.()
    onEnd()
  }
  return {
    askFor,
    end,
    /** Nor does what should appear later. */
    endAll: (): void => {
      forget()
      end()
    },
    silence: (is: boolean): void => {
      isMuted = is
      if (is) forget()
    },
  }
}
