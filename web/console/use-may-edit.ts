/** Whether who is signed in may change what they see; viewers are shown it all the same. */
import { useMe } from './session.tsx'

export const useMayEdit = (): boolean => useMe().role !== 'viewer'
