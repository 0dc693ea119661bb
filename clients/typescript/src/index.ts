export { Daogou } from "./client.js";
export { DaogouProblem, type Options, type ServerSentEvent } from "./transport.js";
export type * from "./models.js";
