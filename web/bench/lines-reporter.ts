import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** What the measurements print goes to standard output as it is; their failures to standard error. */
export default class LinesReporter implements Reporter {
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }
  onTestEnd(test: TestCase, { status, errors }: TestResult): void {
    if (status !== 'passed') process.stderr.write(`${test.title}: ${status}\n${errors.map(({ message }) => message).join('\n')}\n`);
  }
  printsToStdio(): boolean {
    return true;
  }
}
