/** What importing a stylesheet gives: class names for a module, nothing for a plain one. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>
  export default classes
}
declare module '*.css' {}
/** Its text, made small by the build. */
declare module '*.css?inline' {
  const css: string
  export default css
}
