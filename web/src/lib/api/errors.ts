/** What the server answered instead of a result, or `code` Network when it did not answer. */
export class ApiError extends Error {
  override name = 'ApiError';

  constructor(
    readonly code: string,
    message: string,
    readonly requestId = '',
  ) {
    super(message);
  }

  /** The credentials are over, unknown, or were taken back. */
  get isSignedOut(): boolean {
    return this.code.startsWith('AuthFailure.') && this.code !== 'AuthFailure.UnauthorizedOperation';
  }
}

export const isNetworkError = (error: unknown) => error instanceof ApiError && error.code === 'Network';
