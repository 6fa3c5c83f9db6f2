/** The one door to SQL: what every store file needs of a libSQL database, wherever it runs. */

export type Value = null | string | number
export type Row = Readonly<Record<string, Value>>
export type Statement = { readonly sql: string; readonly args?: readonly Value[] }
/** What one statement did: the rows it returned, or, where it returns none, how many it changed. */
export type Outcome = { readonly rows: readonly Row[]; readonly changes: number }

export interface Database {
  /** Rows of one statement. It sees every write acknowledged before it began. */
  read(sql: string, args?: readonly Value[]): Promise<readonly Row[]>
  /** Statements in one transaction, in order, in one round trip; all or none. Resolves once it is durable. */
  write(statements: readonly Statement[]): Promise<readonly Outcome[]>
  /** Frees the connection, after what is under way. */
  close(): Promise<void>
}

/** What a store file needs that changes nothing: of what goes over all users, one that keeps others from waiting. */
export type Reader = Pick<Database, 'read'>

/** The database cannot do it now (locked, full, unreachable, slow): the same call may succeed later. */
export class Unavailable extends Error {
  override name = 'Unavailable'
}

/** A unique, foreign-key or check constraint stood against it. */
export class Conflict extends Error {
  override name = 'Conflict'
}
