/** Opens the requested page after a sign-in. The application opens it with its router. */
export abstract class AfterSignIn {
  /** Opens the page. @param url path of this application */
  abstract open(url: string): Promise<unknown>;
}
