/** Environments, keys, events and mappings, held in memory so that a call is judged without a query. */
import type { Mapping } from '../../shared/event.ts'
import type { Settings } from '../../shared/settings.ts'

export type LiveKey = {
  id: string
  environment: number
  kind: 'server' | 'browser'
  key: string
}

export type Environment = {
  number: number
  /** As in addresses: "production". */
  id: string
  name: string
  sdkId: string
  autoAccept: boolean
  webhookSecret: string
  settings: Settings
}

export type { Mapping }

export interface Definitions {
  environment(number: number): Environment | undefined
  environmentById(id: string): Environment | undefined
  environmentBySdkId(sdkId: string): Environment | undefined
  /** The live key that equals `presented`, compared in constant time. */
  key(presented: string): LiveKey | undefined
  /** Reads everything anew; resolves when calls received from now on are judged by it. */
  refresh(): Promise<void>
}
