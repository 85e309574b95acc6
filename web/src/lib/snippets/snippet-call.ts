import type { Plain } from './literal';

/** A call to be written down as a program. */
export interface SnippetCall {
  scheme: 'http' | 'https';
  /** With its port, as the page's address has it. */
  host: string;
  action: string;
  version: string;
  request: Plain;
}

/** The version that the official SDKs have typed clients for. */
export const typedVersion = '2018-07-17';

/** The server looks at no region, and the SDKs ask for one. */
export const region = 'ap-chongqing';
