/** Something wrong with what was put in. */

/** `path` says where, dotted (`questions.2.logic.0`; empty for the whole), `message` what, and what would be right. */
export type Issue = { path: string; message: string }
