/** What the script loads once there is a survey: the view, tied to the page's settings and listeners. */
import type { ShowingChange, ShownSurvey } from '../../shared/sdk.ts'
import type { Position } from '../../shared/survey.ts'
import { mountSurvey } from '../survey/mount.ts'
import type { AskletSettings, AskletUpdate } from './types.ts'

type Options = {
  shown: ShownSurvey
  settings: AskletSettings
  change: (change: ShowingChange) => void
  tell: (update: AskletUpdate) => void
  onEnd: () => void
}

/** Gives what takes it away. */
export function present({ shown, settings, change, tell, onEnd }: Options): () => void {
  const { maxHeight } = settings
  let isCompleted = false
  const end = (): void => {
    // Also where the page takes it away: its place under a cap is free again.
    if (!isCompleted) change({ closed: true })
    mounted.close()
    onEnd()
    tell({ name: 'survey.closed' })
    tell({ name: 'survey.lifeCycle', state: 'dismissed' })
  }
  const mounted = mountSurvey({
    shown: { ...shown, look: lookOf(shown.look, settings) },
    ...(maxHeight ? { maxHeight: pixels(`${maxHeight}`) } : {}),
    onAnswers: (answers, { completed }) => {
      isCompleted = completed
      change(completed ? { answers, completed } : { answers })
    },
    onClose: end,
    onHeight: (height) => tell({ name: 'survey.height', contentFrameHeight: height }),
    onPresented: () => {
      tell({ name: 'survey.presented' })
      tell({ name: 'survey.lifeCycle', state: 'presented' })
    },
  })
  return end
}

const pixels = (height: string): number =>
  height.endsWith('%') ? (innerHeight * parseFloat(height)) / 100 : parseFloat(height)

const POSITIONS: Readonly<Record<string, Position>> = {
  bottomRight: 'bottom-right',
  bottomLeft: 'bottom-left',
  topRight: 'top-right',
  topLeft: 'top-left',
  center: 'center',
}

function lookOf(
  look: ShownSurvey['look'],
  { framePosition, overlayStyle }: AskletSettings,
): ShownSurvey['look'] {
  // UserLeap's centre has an overlay, a dark one unless it is told otherwise.
  const overlay = framePosition === 'center' && look.overlay === 'none' ? 'dark' : look.overlay
  return {
    ...look,
    position: POSITIONS[framePosition ?? ''] ?? look.position,
    overlay: overlayStyle ?? overlay,
  }
}
