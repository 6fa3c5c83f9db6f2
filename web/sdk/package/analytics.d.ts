/** A plugin for analytics.js 2: who Segment says that the visitor is, the SDK says too. */
import type { CreateAskletPlugin } from '../types.ts'

export declare const askletPlugin: CreateAskletPlugin
