/** Schemas that OpenAPI shows once, by name. One that contains itself must be here. */
import { Me, Session } from '../../shared/account.ts'
import { Environment, SegmentKey } from '../../shared/environment.ts'
import type { Schema } from '../routes/console/operation.ts'

export const NAMED_SCHEMAS: Record<string, Schema> = { Environment, Me, SegmentKey, Session }
