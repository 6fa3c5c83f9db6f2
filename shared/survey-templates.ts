/** Every template that a survey can start from, in the order in which they are offered. */
import { GROWTH } from './templates/growth.ts'
import { HELP } from './templates/help.ts'
import { LOYALTY } from './templates/loyalty.ts'
import { PRODUCT } from './templates/product.ts'
import type { SurveyTemplate } from './templates/template.ts'

export const SURVEY_TEMPLATES: readonly SurveyTemplate[] = [...LOYALTY, ...PRODUCT, ...GROWTH, ...HELP]
