/** Schemas that OpenAPI shows once, by name. One that contains itself must be here. */
import { Me, Session } from '../../shared/account.ts'
import { CallLine } from '../../shared/call.ts'
import { Environment, SegmentKey } from '../../shared/environment.ts'
import { Event } from '../../shared/event.ts'
import { FilterTree } from '../../shared/filter.ts'
import { Person, PersonDetail } from '../../shared/person.ts'
import { Request } from '../../shared/request.ts'
import { Explanation } from '../../shared/survey-chance.ts'
import { Survey } from '../../shared/survey.ts'
import type { Schema } from '../routes/console/operation.ts'

export const NAMED_SCHEMAS: Record<string, Schema> = {
  CallLine,
  Environment,
  Event,
  Explanation,
  Filter: FilterTree,
  Me,
  Person,
  PersonDetail,
  Request,
  SegmentKey,
  Session,
  Survey,
}
