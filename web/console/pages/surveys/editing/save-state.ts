/** Where what is edited stands on its way to the server. */
import { count } from '../../../parts/count.tsx'
import { clockTime } from '../../../time.tsx'

export type SaveState =
  /** As the server has it. */
  | { kind: 'saved'; at: string | undefined }
  /** Goes to the server in a moment. */
  | { kind: 'waiting' }
  | { kind: 'saving' }
  /** The server was not reached. `again`: it is tried again by itself. */
  | { kind: 'offline'; message: string; again: boolean }
  /** Something in it must be mended first: see the issues. */
  | { kind: 'refused'; issues: number; message: string }
  /** Another changed the survey meanwhile. */
  | { kind: 'conflict' }
  /** Of a survey that people see: changes wait to be published. */
  | { kind: 'unpublished' }

export function saveWords(state: SaveState): string {
  switch (state.kind) {
    case 'saved':
      return state.at === undefined ? 'Saved' : `Saved ${clockTime(state.at)}`
    case 'waiting':
    case 'saving':
      return 'Saving…'
    case 'offline':
      return state.again ? 'Not saved: kept here, and tried again' : `Not published: ${state.message}`
    case 'refused':
      return state.issues > 0 ? `Not saved: ${count(state.issues)} to mend` : `Not saved: ${state.message}`
    case 'conflict':
      return 'Not saved: changed elsewhere'
    case 'unpublished':
      return 'Changes not published'
  }
}
