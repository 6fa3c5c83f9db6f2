/** Surveys in your pages, from your own Asklet. */
import type { CreateAsklet } from '../types.ts'

export type * from '../types.ts'
export declare const createAsklet: CreateAsklet
