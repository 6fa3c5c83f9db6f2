/** Processes are started from what is built, which is built anew where a source has changed. */
export { build as setup } from '../../server/entry/checkout.js'
