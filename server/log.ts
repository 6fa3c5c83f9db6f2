/** One JSON object a line. Nothing secret is ever passed to it: no key, no header, no payload. */

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]
type Facts = Readonly<Record<string, string | number | boolean | undefined>>

export type Log = Record<Exclude<LogLevel, 'silent'>, (message: string, facts?: Facts) => void>

export function createLog(level: LogLevel, write: (line: string) => void): Log {
  const least = LOG_LEVELS.indexOf(level)
  const at =
    (name: Exclude<LogLevel, 'silent'>) =>
    (message: string, facts?: Facts): void => {
      if (LOG_LEVELS.indexOf(name) < least) return
      write(JSON.stringify({ time: new Date().toISOString(), level: name, message, ...facts }))
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
